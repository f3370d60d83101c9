/**
 * Text as a terminal shows it: cleaned, measured in columns, wrapped.
 *
 * Invariant: no text of a source reaches the terminal with control characters, which could move the cursor, colour or hide words.
 * Widths follow Unicode Standard Annex 11, "East Asian Width": wide and fullwidth take two columns.
 */

/** One line: control, direction and zero-width characters out, white space single. */
export function clean(text: string): string {
  return text.replace(/\s+/g, ' ').replace(UNSEEN, '');
}

const UNSEEN = /[\p{Cc}\u00ad\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]/gu;
const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\u9fff\ua000-\ua4cf\ua960-\ua97f\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]/u;
const COLOUR = /\u001b\[[0-9;]*m/g;

export function displayWidth(text: string): number {
  let width = 0;
  for (const sign of text.replace(COLOUR, '')) width += /\p{M}/u.test(sign) ? 0 : WIDE.test(sign) ? 2 : 1;
  return width;
}

export function padEnd(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - displayWidth(text)));
}

/** Cut to the width, with an ellipsis where something is left out. */
export function shorten(text: string, width: number): string {
  if (displayWidth(text) <= width) return text;
  let cut = '';
  for (const sign of text) {
    if (displayWidth(cut + sign) > width - 1) break;
    cut += sign;
  }
  return `${cut.trimEnd()}…`;
}

/** Lines of at most `width` columns. Breaks at spaces, and between wide characters, which have none. */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const piece of text.match(PIECES) ?? []) {
    if (displayWidth((line + piece).trimEnd()) <= width) {
      line += piece;
      continue;
    }
    if (line.trim() !== '') lines.push(line.trimEnd());
    line = piece.trimStart();
    while (displayWidth(line.trimEnd()) > width) {
      const head = takeColumns(line, width);
      lines.push(head);
      line = line.slice(head.length);
    }
  }
  if (line.trim() !== '') lines.push(line.trimEnd());
  return lines;
}

const PIECES = new RegExp(`${WIDE.source}|(?:(?!${WIDE.source})\\S)+\\s*|\\s+`, 'gu');

function takeColumns(text: string, width: number): string {
  let taken = '';
  for (const sign of text) {
    if (displayWidth(taken + sign) > width) break;
    taken += sign;
  }
  return taken || text.slice(0, 1);
}

/** `left` and `right` at the two ends of a line, or under one another where they do not fit. */
export function ends(left: string, right: string, width: number): string {
  const gap = width - displayWidth(left) - displayWidth(right);
  return gap >= 2 ? left + ' '.repeat(gap) + right : `${left}\n${right}`;
}

export function plural(count: number, one: string, many: string = `${one}s`): string {
  return `${count.toLocaleString('en')} ${count === 1 ? one : many}`;
}
