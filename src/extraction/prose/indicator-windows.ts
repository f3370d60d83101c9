/**
 * The parts of a text in which an indicator can stand at all.
 *
 * Most words of a report hold no address; one pass over the code units picks the runs without white space that have the
 * marks of one (a dot between letters, "://", "@", a long run of digits and letters …), and only those are read closely.
 * Invariant: every indicator lies inside one window, and a window begins and ends at the edge of a run. Linear.
 */
export interface TextWindow {
  readonly start: number;
  readonly end: number;
  readonly marks: number;
}

export const DOT = 1;
export const SLASHES = 2;
export const AT_SIGN = 4;
export const COLONS = 8;
export const LONG_RUN = 16;
export const CVE = 32;
export const AUTONOMOUS_SYSTEM = 64;
export const BACKSLASH = 128;

/** Shortest digest or address that is recognised by its length alone. */
const LONG = 26;

export function* indicatorWindows(text: string): Generator<TextWindow> {
  const length = text.length;
  let i = 0;
  while (i < length) {
    while (i < length && isEdge(text.charCodeAt(i))) i++;
    const start = i;
    let marks = 0;
    let colons = 0;
    let run = 0;
    let previous = 0;
    for (; i < length; i++) {
      const unit = text.charCodeAt(i);
      if (isEdge(unit)) break;
      if ((unit >= 0x61 && unit <= 0x7a) || (unit >= 0x30 && unit <= 0x39) || (unit >= 0x41 && unit <= 0x5a)) {
        if (++run === LONG) marks |= LONG_RUN;
        if (previous === 0x2e && run === 1 && i - start > 1) marks |= DOT;
      } else {
        run = 0;
        if (unit === 0x3a) colons++;
        else if (unit === 0x2f && previous === 0x2f) marks |= SLASHES;
        else if (unit === 0x40) marks |= AT_SIGN;
        else if (unit === 0x5c) marks |= BACKSLASH;
        else if (unit === 0x2d && i - start >= 2) colons++;
      }
      previous = unit;
    }
    if (colons >= 2) marks |= COLONS;
    let end = i;
    const lead = headOf(text, start, end);
    if (lead !== 0) {
      marks |= lead;
      // "CVE 2021-…" and "AS 15169": the number is the next run.
      if (end - start <= 5) {
        end++;
        while (end < length && !isEdge(text.charCodeAt(end))) end++;
      }
    }
    if (marks !== 0) yield { start, end, marks };
  }
}

/** "CVE" or "AS" within the first brackets and letters of a run. */
function headOf(text: string, start: number, end: number): number {
  let marks = 0;
  const limit = Math.min(end - 1, start + 256);
  for (let i = start; i < limit; i++) {
    const unit = text.charCodeAt(i) | 0x20;
    if (unit === 0x63) {
      if ((text.charCodeAt(i + 1) | 0x20) === 0x76 && (text.charCodeAt(i + 2) | 0x20) === 0x65) marks |= CVE;
    } else if (unit === 0x61 && text.charCodeAt(i) === 0x41 && text.charCodeAt(i + 1) === 0x53) {
      const next = text.charCodeAt(i + 2);
      if (i + 2 >= end || next === 0x4e || next === 0x2d || (next >= 0x30 && next <= 0x39)) marks |= AUTONOMOUS_SYSTEM;
    }
  }
  return marks;
}

/** White space, Han and typographic punctuation; the typographic hyphens stay inside a run. */
function isEdge(unit: number): boolean {
  if (unit <= 0x20) return true;
  if (unit < 0x80) return unit === 0x22 || unit === 0x3c || unit === 0x3e || unit === 0x60;
  return unit === 0xa0 || unit === 0xab || unit === 0xbb || (unit >= 0x2000 && !(unit >= 0x2010 && unit <= 0x2013));
}
