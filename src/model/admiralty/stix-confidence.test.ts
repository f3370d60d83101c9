import { expect, test } from 'vitest';
import { stixConfidence } from './stix-confidence.ts';

// STIX 2.1, Appendix A, "Admiralty Credibility to STIX Confidence".
test.each([
  ['A', 1, 90],
  ['B', 2, 70],
  ['C', 3, 50],
  ['D', 4, 30],
  ['E', 5, 10],
  ['A', 6, undefined],
  ['F', 2, undefined],
] as const)('%s%i is confidence %s', (sourceReliability, informationCredibility, confidence) => {
  expect(stixConfidence({ sourceReliability, informationCredibility })).toBe(confidence);
});
