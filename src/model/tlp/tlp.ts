/**
 * Traffic Light Protocol 2.0 (FIRST, August 2022), with the ids STIX gives its markings, and MISP distribution levels.
 *
 * Invariant: markings are ordered by strictness, and what is derived from several carries the strictest.
 * TLP 1.0 and 2.0 marking-definition ids both occur in the wild; they are equal in pairs on import, and 2.0 is written.
 */
export const TLP_LEVELS = ['clear', 'green', 'amber', 'amber+strict', 'red'] as const;
export type TlpLevel = (typeof TLP_LEVELS)[number];

/** MISP: 0 organisation only, 1 this community, 2 connected communities, 3 all communities, 4 sharing group, 5 inherit. */
export type MispDistribution = 0 | 1 | 2 | 3 | 4 | 5;

export interface Marking {
  readonly tlp: TlpLevel;
  readonly mispDistribution?: MispDistribution;
  /** MISP sharing group (distribution 4), by its UUID. */
  readonly sharingGroup?: string;
  /** Statement markings (terms of use, copyright) that travel with the data, as STIX marking-definition ids. */
  readonly statements?: readonly string[];
}

/** STIX 2.1 "TLP marking" ids: TLP 2.0 from the OASIS TLP 2.0 extension definition, TLP 1.0 from section 7.2.1.4. */
export const TLP_MARKING_IDS: Readonly<Record<TlpLevel, string>> = {
  clear: 'marking-definition--94868c89-83c2-464b-929b-a1a8aa3c8487',
  green: 'marking-definition--bab4a63c-aed9-4cf5-a766-dfca5abac2bb',
  amber: 'marking-definition--55d920b0-5e8b-4f79-9ee9-91f868d9b421',
  'amber+strict': 'marking-definition--939a9414-2ddd-4d32-a0cd-375ea402b003',
  red: 'marking-definition--e828b379-4e03-4974-9ac4-e53a884c97c1',
};

const TLP1_MARKING_IDS: Readonly<Record<string, TlpLevel>> = {
  'marking-definition--613f2e26-407d-48c7-9eca-b8e91df99dc9': 'clear',
  'marking-definition--34098fce-860f-48ae-8e50-ebd3cc5e41da': 'green',
  'marking-definition--f88d31f6-486f-44da-b317-01333bde0b82': 'amber',
  'marking-definition--5e57c739-391a-4eb3-b6be-7d15ca92d5ed': 'red',
};

const BY_MARKING_ID = new Map<string, TlpLevel>([
  ...TLP_LEVELS.map((level) => [TLP_MARKING_IDS[level], level] as const),
  ...Object.entries(TLP1_MARKING_IDS),
]);

/** The TLP level a STIX marking-definition id stands for, of either TLP version. */
export function tlpOfMarkingId(id: string): TlpLevel | undefined {
  return BY_MARKING_ID.get(id);
}

/** Reads "TLP:AMBER+STRICT", "amber", "WHITE" … in any case. */
export function parseTlp(text: string): TlpLevel | undefined {
  const word = text
    .trim()
    .toLowerCase()
    .replace(/^tlp:\s*/, '');
  if (word === 'white') return 'clear';
  return TLP_LEVELS.find((level) => level === word);
}

export function tlpRank(level: TlpLevel): number {
  return TLP_LEVELS.indexOf(level);
}

/** True when something marked `level` may go to an audience cleared up to `audience`. */
export function mayRelease(level: TlpLevel, audience: TlpLevel): boolean {
  return tlpRank(level) <= tlpRank(audience);
}

/** The strictest input wins for what is derived from several. No input is CLEAR. */
export function strictestTlp(levels: Iterable<TlpLevel>): TlpLevel {
  let strictest: TlpLevel = 'clear';
  for (const level of levels) if (tlpRank(level) > tlpRank(strictest)) strictest = level;
  return strictest;
}
