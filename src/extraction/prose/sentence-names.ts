/**
 * The names in one sentence that can fill a slot of a claim: known ones, and unknown ones that look like names.
 *
 * A name's mark is one letter for the kind of thing, the alphabet in which the patterns are written:
 * A actor, M malware or tool, O organisation, P person, L location, S sector, V vulnerability, T technique,
 * X several capitalised words of unknown kind, Y one such word. Invariant: names do not overlap and are in order.
 */
import type { EntityType } from '../../model/evidence/claim.ts';
import type { Mention } from '../../model/evidence/extraction.ts';

export type NameMark = 'A' | 'M' | 'O' | 'P' | 'L' | 'S' | 'V' | 'T' | 'X' | 'Y';

export interface SentenceName {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly type: EntityType;
  readonly mark: NameMark;
  readonly known: boolean;
}

export function markOf(type: EntityType): NameMark {
  return MARKS[type] ?? 'X';
}

const MARKS: Readonly<Partial<Record<EntityType, NameMark>>> = {
  'intrusion-set': 'A',
  'threat-actor': 'A',
  campaign: 'A',
  incident: 'A',
  malware: 'M',
  tool: 'M',
  'government-body': 'O',
  company: 'O',
  organization: 'O',
  identity: 'O',
  person: 'P',
  location: 'L',
  sector: 'S',
  vulnerability: 'V',
  'attack-pattern': 'T',
};

/** The known names of a sentence as slots. */
export function knownNames(mentions: readonly Mention[]): readonly SentenceName[] {
  return mentions.map((mention) => ({
    start: mention.start,
    end: mention.end,
    text: mention.quote.replace(/\s+/g, ' '),
    type: mention.type,
    mark: markOf(mention.type),
    known: true,
  }));
}

/** Known names first; an unknown one is kept where it touches none of them. */
export function mergeNames(known: readonly SentenceName[], unknown: readonly SentenceName[]): readonly SentenceName[] {
  const out = [...known];
  for (const name of unknown) {
    const overlapping = known.filter((other) => other.start < name.end && name.start < other.end);
    if (overlapping.length === 0) out.push(name);
    else if (isWiderOrganisation(name, overlapping)) {
      // "Harbour Bureau of Amber Province" is not the place Amber, though only the place is known.
      for (const other of overlapping) out.splice(out.indexOf(other), 1);
      out.push(name);
    }
  }
  return out.sort((a, b) => a.start - b.start);
}

function isWiderOrganisation(name: SentenceName, inside: readonly SentenceName[]): boolean {
  return (
    name.mark === 'O' &&
    inside.every((other) => other.mark === 'L' && other.start >= name.start && other.end <= name.end)
  );
}

export function isStrong(name: SentenceName): boolean {
  return name.known || (name.mark !== 'X' && name.mark !== 'Y');
}

/** Two to four words of letters, none of which belongs to an organisation: what a person's name looks like. */
export function looksLikePerson(name: SentenceName): boolean {
  if (name.mark === 'P') return true;
  if (name.mark !== 'X' || name.known) return false;
  return (
    /^(?:\p{Lu}[\p{L}'’.-]*\s){1,3}\p{Lu}[\p{L}'’-]+$/u.test(name.text) &&
    !/\b(?:Operation|Project|Team|Group|Panda|Bear|Kitten|Report|Act|Law|Order|List)\b/.test(name.text)
  );
}

let regionNames: ReadonlyMap<string, string> | undefined;

/** Whether this is the name of a country or territory, in English or Chinese (Unicode CLDR, through `Intl`). */
export function isRegionName(text: string): boolean {
  regionNames ??= readRegionNames();
  return regionNames.has(text);
}

/** A cache of what the runtime knows; built once, since naming 676 codes takes a millisecond or two. */
function readRegionNames(): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  for (const language of ['en', 'zh-Hans']) {
    const display = new Intl.DisplayNames([language], { type: 'region', fallback: 'none' });
    const short = new Intl.DisplayNames([language], { type: 'region', fallback: 'none', style: 'short' });
    for (let first = 65; first <= 90; first++) {
      for (let second = 65; second <= 90; second++) {
        const code = String.fromCharCode(first, second);
        for (const name of [display.of(code), short.of(code)])
          if (name !== undefined && name.length > 1) names.set(name, code);
      }
    }
  }
  return names;
}
