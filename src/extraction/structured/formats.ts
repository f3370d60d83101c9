/**
 * The structured formats we read, and how a file's format is found.
 *
 * Invariant: a format is told by what stands in the file, never by its name. A new format is a folder here and a line
 * in this list.
 */
import { type StructuredFormat, StructuredInputError, type StructuredProbe } from '../../model/evidence/structured.ts';
import { epssFormat } from './epss/format.ts';
import { openText } from './json/head.ts';
import { kevFormat } from './kev/format.ts';
import { mispGalaxyFormat } from './misp-galaxy/format.ts';
import { stixFormat } from './stix/format.ts';

export const structuredFormats: readonly StructuredFormat[] = [stixFormat, kevFormat, mispGalaxyFormat, epssFormat];

export interface FoundFormat {
  readonly format: StructuredFormat;
  readonly probe: StructuredProbe;
}

/**
 * The format whose data the file holds, with what its first pass learned; undefined for prose and other files.
 * `chunks` opens the decompressed bytes anew at each call. Throws `StructuredInputError` when the bytes are of a known
 * format and cannot be read, and when a file called `.json` holds no JSON of a known shape.
 */
export async function findFormat(
  chunks: () => AsyncIterable<Uint8Array>,
  fileName: string,
): Promise<FoundFormat | undefined> {
  for (const format of structuredFormats) {
    const probe = await format.probe(chunks(), fileName);
    if (probe) return { format, probe };
  }
  if (/\.json(?:\.gz)?$/i.test(fileName)) throw await unknownJson(chunks());
  return undefined;
}

async function unknownJson(chunks: AsyncIterable<Uint8Array>): Promise<StructuredInputError> {
  const { head, problem, close } = await openText(chunks);
  await close();
  if (problem) return problem;
  const hint = 'Known are STIX bundles, MISP galaxy clusters and the CISA KEV catalogue.';
  const begin = head.trimStart();
  const [message, more] =
    begin === ''
      ? ['the file is empty', 'Fetch it again.']
      : /^[[{]/.test(begin)
        ? ['JSON of no known shape', hint]
        : ['not JSON, though the name says so', 'Check the file; import prose under another name.'];
  return new StructuredInputError(message, { place: 'byte 0', hint: more });
}
