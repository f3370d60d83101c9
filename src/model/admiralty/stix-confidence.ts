/**
 * STIX `confidence` of an Admiralty grade, computed on export and stored nowhere.
 *
 * STIX 2.1, Appendix A "Confidence Scales", table "Admiralty Credibility to STIX Confidence". Only credibility maps; reliability has no STIX
 * property and travels in our extension. F and 6 mean "cannot be judged", which is no confidence stated, never zero.
 */
import type { Grade, InformationCredibility } from './admiralty.ts';

const CONFIDENCE: Readonly<Record<InformationCredibility, number | undefined>> = {
  1: 90,
  2: 70,
  3: 50,
  4: 30,
  5: 10,
  6: undefined,
};

/** 0–100; undefined when either half of the grade cannot be judged. */
export function stixConfidence(grade: Grade): number | undefined {
  return grade.sourceReliability === 'F' ? undefined : CONFIDENCE[grade.informationCredibility];
}
