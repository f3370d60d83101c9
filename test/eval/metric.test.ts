import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bootstrap, microF1, proportion } from '../../eval/metric.ts';

test('the interval of a share is that of Wilson', () => {
  // Newcombe, Statistics in Medicine 17, 1998, table I: 81 of 263.
  const found = proportion(81, 263)!;
  expect(found.value).toBeCloseTo(0.308, 3);
  expect(found.low).toBeCloseTo(0.2553, 3);
  expect(found.high).toBeCloseTo(0.3662, 3);
});

test('a share of nothing has no value', () => {
  expect(proportion(0, 0)).toBeUndefined();
  expect(bootstrap([], () => 1)).toBeUndefined();
});

test('an interval holds its value and stays between 0 and 1', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 500 }), fc.double({ min: 0, max: 1, noNaN: true }), (n, share) => {
      const found = proportion(Math.round(share * n), n)!;
      expect(found.low).toBeLessThanOrEqual(found.value + 1e-12);
      expect(found.high).toBeGreaterThanOrEqual(found.value - 1e-12);
      expect(found.low).toBeGreaterThanOrEqual(0);
      expect(found.high).toBeLessThanOrEqual(1);
    }),
  );
});

test('resampling the same cases gives the same interval, narrower with more of them', () => {
  const cases = [...Array(20).keys()].map((i) => ({
    right: i % 4 === 0 ? 0 : 1,
    wrong: i % 4 === 0 ? 1 : 0,
    missed: 0,
  }));
  const few = bootstrap(cases, microF1)!;
  expect(bootstrap(cases, microF1)).toEqual(few);
  const many = bootstrap(Array(20).fill(cases).flat(), microF1)!;
  expect(many.value).toBeCloseTo(few.value, 12);
  expect(many.high - many.low).toBeLessThan(few.high - few.low);
});
