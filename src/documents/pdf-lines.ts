/**
 * The pieces of text on a PDF page → lines → paragraphs.
 *
 * Invariant: order is the order of the page's content stream, which is how columns are written; no piece is dropped here.
 * A PDF has no words, lines or paragraphs (ISO 32000-1, section 9.4): they are inferred from positions in points,
 * the origin at the bottom left.
 */
export interface PdfPiece {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly fontSize: number;
  readonly endsLine: boolean;
}

/** A link annotation's rectangle. */
export interface PdfLinkArea {
  readonly url: string;
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
  readonly top: number;
}

interface PdfSegment {
  readonly text: string;
  readonly url?: string;
}

export interface PdfLine {
  readonly segments: readonly PdfSegment[];
  readonly text: string;
  readonly left: number;
  readonly right: number;
  readonly y: number;
  readonly fontSize: number;
}

export interface PdfParagraph {
  readonly lines: readonly PdfLine[];
  readonly fontSize: number;
  /** Rows of a table: each line stands by itself. */
  readonly table: boolean;
}

interface OpenLine {
  segments: PdfSegment[];
  left: number;
  right: number;
  y: number;
  fontSize: number;
  ended: boolean;
}

export function linesOf(pieces: readonly PdfPiece[], areas: readonly PdfLinkArea[]): PdfLine[] {
  const lines: PdfLine[] = [];
  let open: OpenLine | undefined;
  for (const piece of pieces) {
    const blank = piece.text.trim() === '';
    if (open !== undefined && (open.ended || (!blank && leavesLine(open, piece)))) {
      closeLine(open, lines);
      open = undefined;
    }
    if (blank) {
      if (open !== undefined) {
        if (piece.text !== '') open.segments.push({ text: ' ' });
        open.ended = piece.endsLine;
      }
      continue;
    }
    open ??= { segments: [], left: piece.x, right: piece.x, y: piece.y, fontSize: piece.fontSize, ended: false };
    const gap = piece.x - open.right;
    // A gap of two letters' height is a column of a table; of a quarter, a blank that was not written.
    if (open.segments.length > 0 && gap > piece.fontSize * 2) open.segments.push({ text: '\t' });
    else if (open.segments.length > 0 && gap > piece.fontSize * 0.2) open.segments.push({ text: ' ' });
    open.segments.push(...splitByLinks(piece, areas));
    open.right = Math.max(open.right, piece.x + piece.width);
    open.fontSize = Math.max(open.fontSize, piece.fontSize);
    open.ended = piece.endsLine;
  }
  if (open !== undefined) closeLine(open, lines);
  return lines;
}

/** Joins lines that read on. `lines` are of one page. */
export function paragraphsOf(lines: readonly PdfLine[]): PdfParagraph[] {
  const paragraphs: PdfLine[][] = [];
  const usualStep = median(steps(lines));
  const width = Math.max(0, ...lines.map((line) => line.right - line.left));
  for (const line of lines) {
    const paragraph = paragraphs.at(-1);
    const before = paragraph?.at(-1);
    if (paragraph !== undefined && before !== undefined && readsOn(before, line, usualStep, width))
      paragraph.push(line);
    else paragraphs.push([line]);
  }
  return paragraphs.map((held) => ({
    lines: held,
    fontSize: held[0]?.fontSize ?? 0,
    table: held.length > 1 && held.every(hasColumns),
  }));
}

/** The font size most letters are set in. */
export function bodyFontSize(lines: readonly PdfLine[]): number {
  const letters = new Map<number, number>();
  for (const line of lines) {
    const size = Math.round(line.fontSize * 2) / 2;
    letters.set(size, (letters.get(size) ?? 0) + line.text.length);
  }
  return [...letters].sort((left, right) => right[1] - left[1])[0]?.[0] ?? 0;
}

/** True when a sentence goes on from one text to the next, as it does over the end of a page. */
export function continues(before: string, after: string): boolean {
  const ended = /[.!?:;。！？：；…]["'”’)\]]*$/u.test(before);
  return !ended && /^(?:\p{Ll}|[,;)\]，、]|\p{Script=Han})/u.test(after) && !/^[•▪●◦]/u.test(after);
}

function leavesLine(open: OpenLine, piece: PdfPiece): boolean {
  const size = Math.max(open.fontSize, piece.fontSize, 1);
  if (Math.abs(piece.y - open.y) > size * 0.5) return true;
  return piece.x < open.right - size * 3;
}

function closeLine(open: OpenLine, lines: PdfLine[]): void {
  const text = open.segments
    .map((segment) => segment.text)
    .join('')
    .trim();
  if (text === '') return;
  const { segments, left, right, y, fontSize } = open;
  lines.push({ segments, text, left, right, y, fontSize });
}

function readsOn(before: PdfLine, line: PdfLine, usualStep: number, width: number): boolean {
  if (Math.abs(before.fontSize - line.fontSize) > Math.max(before.fontSize, line.fontSize) * 0.12) return false;
  if (/^(?:[•▪●◦■□‣–—*-]|\(?\d{1,2}[.)]|\(?[a-z][.)])\s/u.test(line.text)) return false;
  if (hasColumns(before) !== hasColumns(line)) return false;
  const step = before.y - line.y;
  if (hasColumns(line)) return step > 0 && step < line.fontSize * 2.5;
  // Upwards: the next column.
  if (step < 0) return continues(before.text, line.text);
  if (step > Math.max(usualStep * 1.35, line.fontSize * 1.9)) return false;
  const ended = /[.!?:。！？：]["'”’)\]]*$/u.test(before.text);
  if (ended && before.right - before.left < width * 0.7) return false;
  return !(ended && line.left > before.left + line.fontSize * 0.8);
}

function hasColumns(line: PdfLine): boolean {
  return line.segments.some((segment) => segment.text === '\t');
}

function steps(lines: readonly PdfLine[]): number[] {
  return lines.flatMap((line, at) => {
    const next = lines[at + 1];
    const step = next === undefined ? 0 : line.y - next.y;
    return step > 0 && step < line.fontSize * 3 ? [step] : [];
  });
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((left, right) => left - right);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}

/** A link covers part of a piece: its share of the width tells which letters, to the nearest word. */
function splitByLinks(piece: PdfPiece, areas: readonly PdfLinkArea[]): PdfSegment[] {
  const middle = piece.y + piece.fontSize * 0.3;
  const area = areas.find(
    (candidate) =>
      candidate.bottom <= middle &&
      candidate.top >= middle &&
      candidate.left < piece.x + piece.width &&
      candidate.right > piece.x,
  );
  if (area === undefined || piece.width <= 0) return [{ text: piece.text }];
  const place = (x: number): number => Math.round(((x - piece.x) / piece.width) * piece.text.length);
  const from = wordEdge(piece.text, Math.max(0, place(area.left)));
  const to = wordEdge(piece.text, Math.min(piece.text.length, place(area.right)));
  if (to <= from) return [{ text: piece.text }];
  return [
    { text: piece.text.slice(0, from) },
    { text: piece.text.slice(from, to), url: area.url },
    { text: piece.text.slice(to) },
  ].filter((segment) => segment.text !== '');
}

/** The nearest place between words within three letters, else the place itself outside a surrogate pair. */
function wordEdge(text: string, at: number): number {
  for (const step of [0, -1, 1, -2, 2, -3, 3]) {
    const place = at + step;
    if (place <= 0) return 0;
    if (place >= text.length) return text.length;
    if (/\s/.test(text[place] ?? '') !== /\s/.test(text[place - 1] ?? '')) return place;
  }
  return /[\udc00-\udfff]/.test(text[at] ?? '') ? at + 1 : at;
}
