/**
 * The Admiralty code (NATO AJP-2.1): source reliability A–F and information credibility 1–6.
 *
 * Invariants: the two are never blended; F and 6 mean "cannot be judged", not "bad";
 * credibility 1 ("confirmed by other sources") is computed from two independent origins held and never typed.
 */
export const SOURCE_RELIABILITY = {
  A: 'completely reliable',
  B: 'usually reliable',
  C: 'fairly reliable',
  D: 'not usually reliable',
  E: 'unreliable',
  F: 'reliability cannot be judged',
} as const;
export type SourceReliability = keyof typeof SOURCE_RELIABILITY;

export const INFORMATION_CREDIBILITY = {
  1: 'confirmed by other sources',
  2: 'probably true',
  3: 'possibly true',
  4: 'doubtful',
  5: 'improbable',
  6: 'truth cannot be judged',
} as const;
export type InformationCredibility = keyof typeof INFORMATION_CREDIBILITY;

/** What a person may type: 1 is computed. */
export type JudgedCredibility = Exclude<InformationCredibility, 1>;

/** A dated grade; each half is `F` or `6` until someone judges it. */
export interface Grade {
  readonly sourceReliability: SourceReliability;
  readonly informationCredibility: InformationCredibility;
}

/** Credibility shown for a claim: 1 only with two or more independent origins held, else what was judged, else 6. */
export function shownCredibility(judged: JudgedCredibility | undefined, originsHeld: number): InformationCredibility {
  if (originsHeld >= 2) return 1;
  return judged ?? 6;
}
