/**
 * A document's text cut for reading: into blocks that can come and go with the scroll, and each block into pieces that carry marks.
 *
 * Invariants: the pieces of all blocks, set one after another, are the text unchanged; a piece lies wholly inside or outside of
 * every mark. Offsets are UTF-16 code units, end exclusive, as everywhere.
 */
import { isSoftBreak } from './soft-breaks.ts';

export interface Mark {
  readonly type: 'mention' | 'indicator' | 'technique' | 'claim';
  readonly start: number;
  readonly end: number;
  /** Index into the list the mark comes from. */
  readonly index: number;
}

export interface Block {
  readonly start: number;
  readonly end: number;
}

export interface Piece {
  readonly start: number;
  readonly end: number;
  readonly marks: readonly Mark[];
  /** It ends its block. */
  readonly last: boolean;
}

const LONGEST_BLOCK = 2_400;

/** Lines become blocks; a line that is too long to be one is cut at a space or, failing that, between any two characters. */
export function cutBlocks(text: string): readonly Block[] {
  const blocks: Block[] = [];
  let start = 0;
  while (start < text.length) {
    let newline = text.indexOf('\n', start);
    while (newline !== -1 && newline - start < LONGEST_BLOCK && isSoftBreak(text, newline)) {
      newline = text.indexOf('\n', newline + 1);
    }
    // Blank lines stay with the block before them, so that a block always holds something to see.
    let end = newline === -1 ? text.length : newline + 1;
    while (end < text.length && text[end] === '\n') end++;
    if (end - start > LONGEST_BLOCK) end = cutWithin(text, start, start + LONGEST_BLOCK);
    blocks.push({ start, end });
    start = end;
  }
  return blocks;
}

function cutWithin(text: string, start: number, limit: number): number {
  for (let at = limit; at > limit - 400; at--) {
    const before = text[at - 1];
    if (before !== undefined && /[\s。；，]/.test(before)) return at;
  }
  const high = text.charCodeAt(limit - 1);
  // Never between the two halves of a character beyond the Basic Multilingual Plane.
  const splitsPair = high >= 0xd800 && high <= 0xdbff && limit - 1 > start;
  return splitsPair ? limit - 1 : limit;
}

/** Marks by start; with the longest reach up to each, so that those which cover a place are found without looking at all. */
export interface MarkIndex {
  readonly marks: readonly Mark[];
  readonly reach: readonly number[];
}

export function indexMarks(marks: readonly Mark[]): MarkIndex {
  const sorted = marks.filter((mark) => mark.end > mark.start).sort((a, b) => a.start - b.start || b.end - a.end);
  const reach: number[] = [];
  let furthest = 0;
  for (const mark of sorted) {
    furthest = Math.max(furthest, mark.end);
    reach.push(furthest);
  }
  return { marks: sorted, reach };
}

export function marksWithin({ marks, reach }: MarkIndex, start: number, end: number): readonly Mark[] {
  // The first mark whose reach passes `start`; all before it end too early.
  let low = 0;
  let high = marks.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((reach[middle] ?? 0) > start) high = middle;
    else low = middle + 1;
  }
  const found: Mark[] = [];
  for (let at = low; at < marks.length; at++) {
    const mark = marks[at];
    if (mark === undefined || mark.start >= end) break;
    if (mark.end > start) found.push(mark);
  }
  return found;
}

export function cutPieces(block: Block, index: MarkIndex): readonly Piece[] {
  const marks = marksWithin(index, block.start, block.end);
  const cuts = new Set([block.start, block.end]);
  for (const mark of marks) {
    cuts.add(Math.max(block.start, mark.start));
    cuts.add(Math.min(block.end, mark.end));
  }
  const places = [...cuts].sort((a, b) => a - b);
  return places.slice(0, -1).map((start, at) => {
    const end = places[at + 1] ?? block.end;
    const covering = marks.filter((mark) => mark.start <= start && mark.end >= end);
    return { start, end, marks: covering, last: end === block.end };
  });
}

/** The block that holds an offset. */
export function blockAt(blocks: readonly Block[], offset: number): number {
  let low = 0;
  let high = blocks.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((blocks[middle]?.start ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return Math.max(0, low);
}
