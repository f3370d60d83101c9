/**
 * Support: what stands behind a proposition, counted in origins.
 *
 * An origin belongs to a claim: the earliest party with its own access for it. It is *held* when we have its text and the
 * words are there, *cited* when others name it. A number of reports is never given without its origins.
 */
import type { Basis } from './claim.ts';
import type { EvidenceClass } from './document.ts';

export interface Origin {
  readonly id: string;
  readonly name: string;
  readonly url?: string;
  readonly published?: string;
  readonly held: boolean;
  readonly basis: Basis;
  readonly evidenceClass: EvidenceClass;
}

export interface Support {
  /** Documents of prose that we hold and that say so. */
  readonly reportsHeld: number;
  /** Documents that others cite for it and we have not read. */
  readonly reportsCited: number;
  readonly originsHeld: number;
  readonly originsCited: number;
  /** Range of the number of origins left by undetermined derivations. */
  readonly low: number;
  readonly high: number;
  /** n / (1 + (n − 1)ρ) over the dependence between origins. */
  readonly effective: number;
  /** Some origin says the opposite. */
  readonly contested: boolean;
  /** Claims read by a machine and not yet reviewed; counted apart. */
  readonly unreviewed: number;
}
