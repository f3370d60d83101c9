/**
 * Findings (what a machine proposes) and judgements (what a person decides).
 *
 * Invariants: both are appended, neither is edited; a finding of a newer method version supersedes an older one; a judgement outranks
 * every finding and is undone only by another judgement that supersedes it.
 */

/**
 * `same`: two referents are one thing. `passage`: the words that a claim cites stand in a held document. `contradiction`: two claims cannot
 * both be so. `candidate`: two referents may be one thing. `derivation`: the left document repeats the right one.
 */
export type FindingKind = 'same' | 'passage' | 'contradiction' | 'candidate' | 'derivation';

export interface Signal {
  readonly name: string;
  readonly detail: string;
}

export interface Finding {
  readonly id: string;
  readonly kind: FindingKind;
  readonly left: string;
  readonly right: string;
  readonly relation: string;
  /** 0–1. */
  readonly probability: number;
  readonly method: string;
  readonly version: string;
  readonly signals: readonly Signal[];
  /** RFC 3339. */
  readonly recordedAt: string;
}

export type JudgementKind = 'claim-status' | 'claim-credibility' | 'source-reliability' | 'arrival-status';

export interface Judgement {
  readonly id: string;
  readonly kind: JudgementKind;
  /** What it is about: the id of a claim, document or arrival, or the name of a publisher. */
  readonly target: string;
  readonly decision: Readonly<Record<string, unknown>>;
  readonly author: string;
  readonly reason: string;
  /** RFC 3339. */
  readonly recordedAt: string;
}
