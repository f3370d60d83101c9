/**
 * The effective number of origins under dependence: n / (1 + (n − 1)ρ), the design effect of equally correlated observations
 * (Kish, Survey Sampling, 1965). The values of ρ are our own design; no published correction for this field is known.
 */
export const DEPENDENCE = {
  /** Verbatim copy or rewrite. */
  copy: 1,
  pressConference: 0.9,
  sameVendorData: 0.7,
  sharedExpert: 0.5,
  separateTelemetry: 0.15,
} as const;

/** Effective number of `n` origins with mean pairwise dependence `rho` in 0–1. Zero origins stay zero. */
export function effectiveOrigins(n: number, rho: number): number {
  return n <= 0 ? 0 : n / (1 + (n - 1) * rho);
}
