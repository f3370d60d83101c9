/**
 * Findings (what a machine proposes), judgements (what a person decides) and disclosures (what left the store).
 *
 * Invariants: all are appended, none is edited; a later finding of the same method supersedes an earlier one;
 * a judgement outranks every finding and is undone only by another judgement that supersedes it.
 */
import type { TlpLevel } from '../tlp/tlp.ts';
import type { FindingId, JudgementId } from './identifiers.ts';

export interface Signal {
  readonly name: string;
  readonly detail: string;
}

export interface Finding {
  readonly id: FindingId;
  /** `same`: two referents are one thing. `derivation`: the left document repeats the right one. */
  readonly kind: 'same' | 'candidate' | 'derivation';
  readonly left: string;
  readonly right: string;
  readonly relation: string;
  /** 0–1. */
  readonly probability: number;
  readonly method: string;
  readonly version: string;
  readonly signals: readonly Signal[];
  readonly recordedAt: string;
}

export const JUDGEMENT_KINDS = [
  'claim-status',
  'claim-credibility',
  'source-reliability',
  'same',
  'name-relation',
  'derivation',
  'arrival-status',
  'assessment',
  'retraction',
] as const;
export type JudgementKind = (typeof JUDGEMENT_KINDS)[number];

export interface Judgement {
  readonly id: JudgementId;
  readonly kind: JudgementKind;
  /** What it is about: a claim, referent pair, document or publisher id. */
  readonly target: string;
  readonly decision: Readonly<Record<string, unknown>>;
  readonly author: string;
  readonly reason: string;
  readonly supersedes?: JudgementId;
  readonly recordedAt: string;
}

export interface Disclosure {
  readonly id: string;
  readonly format: string;
  readonly audience: string;
  readonly tlp: TlpLevel;
  readonly about?: string;
  readonly claimCount: number;
  readonly sha256: string;
  readonly recordedAt: string;
}
