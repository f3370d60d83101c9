import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { blockAt, cutBlocks, cutPieces, indexMarks, type Mark, marksWithin } from './text-blocks.ts';

const anyText = fc.string({
  unit: fc.constantFrom('a', ' ', '\n', '国', '。', '😀', 'long word '),
  maxLength: 9_000,
  size: 'max',
});
const anyMarks = fc.array(
  fc
    .tuple(fc.nat(3_000), fc.nat(300), fc.constantFrom<Mark['type']>('mention', 'claim'))
    .map(([start, length, type]): Mark => ({ type, start, end: start + length, index: 0 })),
  { maxLength: 40 },
);

describe('text cut for reading', () => {
  test('set together again it is the text, unchanged', () => {
    fc.assert(
      fc.property(anyText, anyMarks, (text, marks) => {
        const index = indexMarks(marks.filter((mark) => mark.end <= text.length));
        const again = cutBlocks(text).flatMap((block) =>
          cutPieces(block, index).map((piece) => text.slice(piece.start, piece.end)),
        );
        expect(again.join('')).toBe(text);
      }),
    );
  });

  test('a piece lies wholly inside or outside of every mark', () => {
    fc.assert(
      fc.property(anyText, anyMarks, (text, marks) => {
        const index = indexMarks(marks);
        for (const block of cutBlocks(text)) {
          for (const piece of cutPieces(block, index)) {
            for (const mark of marks) {
              const overlaps = mark.start < piece.end && mark.end > piece.start;
              expect(
                piece.marks.some((one) => one.start === mark.start && one.end === mark.end && one.type === mark.type),
              ).toBe(overlaps && mark.end > mark.start);
            }
          }
        }
      }),
      { numRuns: 30 },
    );
  });

  test('no block is cut inside a character, and none is over-long', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('😀', '国'), maxLength: 9_000, size: 'max' }), (text) => {
        for (const block of cutBlocks(text)) {
          expect(block.end - block.start).toBeLessThanOrEqual(2_400);
          // Half a character cannot be encoded.
          expect(() => encodeURIComponent(text.slice(block.start, block.end))).not.toThrow();
        }
      }),
    );
  });

  test('a long claim is found from the middle of it, past many short mentions', () => {
    const marks: Mark[] = [{ type: 'claim', start: 0, end: 5_000, index: 0 }];
    for (let at = 0; at < 400; at++) marks.push({ type: 'mention', start: at * 10, end: at * 10 + 4, index: at });
    expect(marksWithin(indexMarks(marks), 4_500, 4_510).map((mark) => mark.type)).toEqual(['claim']);
  });

  test('an offset is in its block', () => {
    fc.assert(
      fc.property(
        anyText.filter((text) => text.length > 0),
        fc.nat(),
        (text, seed) => {
          const blocks = cutBlocks(text);
          const offset = seed % text.length;
          const block = blocks[blockAt(blocks, offset)];
          expect(block !== undefined && block.start <= offset && offset < block.end).toBe(true);
        },
      ),
    );
  });
});
