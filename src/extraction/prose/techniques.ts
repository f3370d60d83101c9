/**
 * Techniques that a text names by their ATT&CK identifiers.
 *
 * MITRE ATT&CK: `T` and four digits, a sub-technique with three more. Stated identifiers have score 1; telling techniques from
 * descriptions is another task.
 */
import type { ExtractedTechnique } from '../../model/evidence/extraction.ts';

/** Known techniques by identifier, for their names; an identifier that is not in it keeps an empty name. */
export type TechniqueNames = ReadonlyMap<string, string>;

export function findTechniques(text: string, names: TechniqueNames = new Map()): readonly ExtractedTechnique[] {
  const out: ExtractedTechnique[] = [];
  for (const match of text.matchAll(/(?<![\w.-])T(?:0[89]|1[0-9])\d{2}(?:[./]\d{3})?(?![\w-]|\.\d)/g)) {
    const techniqueId = match[0].replace('/', '.');
    out.push({
      techniqueId,
      name: names.get(techniqueId) ?? '',
      score: 1,
      start: match.index,
      end: match.index + match[0].length,
      quote: match[0],
    });
  }
  return out;
}
