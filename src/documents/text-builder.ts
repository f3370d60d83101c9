/**
 * Builds a document's text from blocks and keeps where they came to stand.
 *
 * Invariant: every landmark and link lies within the text and begins and ends on characters that are not blank;
 * blocks are parted by one empty line, lines within a block by one line break.
 */
import type { DocumentLink, Landmark } from '../model/evidence/document.ts';
import { cleanCharacters } from './text-decoding.ts';

export interface BuiltText {
  readonly text: string;
  readonly landmarks: readonly Landmark[];
  readonly links: readonly DocumentLink[];
}

export interface LandmarkFacts {
  readonly kind: Landmark['kind'];
  readonly label?: string;
  readonly level?: number;
}

const LABEL_CHARACTERS = 200;

export class TextBuilder {
  readonly #parts: string[] = [];
  readonly #landmarks: Landmark[] = [];
  readonly #links: DocumentLink[] = [];
  #length = 0;
  #last = '';
  /** What must stand before the next character, and the cells that were passed since. */
  #pending: '' | ' ' | '\n' | '\n\n' = '';
  #tabs = 0;
  /** Blanks at the end of preformatted text, written when more of it follows. */
  #held = '';

  get length(): number {
    return this.#length;
  }

  /** Running text: blanks of any length are one space. */
  inline(raw: string): void {
    const text = cleanCharacters(raw).replace(/[\s\u00a0\u200b\ufeff]+/g, ' ');
    if (text === '') return;
    const body = text.trim();
    if (text.startsWith(' ')) this.#want(' ');
    if (body === '') return;
    this.#write(body);
    if (text.endsWith(' ')) this.#want(' ');
  }

  /** Text whose blanks count: code, preformatted. Line breaks at the edges of its block are dropped. */
  preformatted(raw: string): void {
    const text = cleanCharacters(raw).replace(/\r\n?/g, '\n');
    const body = text.trimEnd();
    if (body === '') {
      this.#held += text;
      return;
    }
    const atStart = this.#length === 0 || this.#pending === '\n' || this.#pending === '\n\n';
    this.#write(atStart ? body.replace(/^\n+/, '') : body);
    this.#held = text.slice(body.length);
  }

  lineBreak(): void {
    this.#want('\n');
  }

  cellBreak(): void {
    this.#tabs++;
  }

  blockBreak(): void {
    this.#want('\n\n');
  }

  /** The place from which {@link landmark} and {@link link} reach to what is written last. */
  mark(): number {
    return this.#length;
  }

  /** Everything written since `start` (from {@link mark}) is one thing. Nothing written: no landmark. */
  landmark(start: number, facts: LandmarkFacts): void {
    if (this.#length <= start) return;
    const { label, ...rest } = facts;
    const short = label === undefined ? undefined : clip(cleanCharacters(label));
    this.#landmarks.push({
      ...rest,
      start,
      end: this.#length,
      ...(short === undefined || short === '' ? {} : { label: short }),
    });
  }

  link(start: number, url: string): void {
    if (this.#length > start) this.#links.push({ url, start, end: this.#length });
  }

  build(): BuiltText {
    const text = this.#parts.join('');
    const order = (left: { start: number; end: number }, right: { start: number; end: number }): number =>
      left.start - right.start || right.end - left.end;
    // A mark is set before the blanks that part it from what stood before: step over them.
    const settle = <Place extends { readonly start: number; readonly end: number }>(place: Place): Place => {
      let start = place.start;
      while (start < place.end && /\s/.test(text[start] ?? '')) start++;
      return { ...place, start };
    };
    const filled = (place: { start: number; end: number }): boolean => place.end > place.start;
    return {
      text,
      landmarks: this.#landmarks.map(settle).filter(filled).sort(order),
      links: this.#links.map(settle).filter(filled).sort(order),
    };
  }

  #want(separator: ' ' | '\n' | '\n\n'): void {
    const rank = { '': 0, ' ': 1, '\n': 2, '\n\n': 3 } as const;
    if (rank[separator] > rank[this.#pending]) this.#pending = separator;
    if (separator !== ' ') this.#tabs = 0;
  }

  #write(text: string): void {
    if (this.#length > 0) {
      const space = this.#pending === ' ';
      if (this.#pending === '') this.#push(this.#held);
      if (!space || (this.#tabs === 0 && this.#last !== '\n')) this.#push(this.#pending);
      this.#push('\t'.repeat(this.#tabs));
    }
    this.#pending = '';
    this.#tabs = 0;
    this.#held = '';
    this.#push(text);
  }

  #push(text: string): void {
    if (text === '') return;
    this.#parts.push(text);
    this.#length += text.length;
    this.#last = text.at(-1) ?? '';
  }
}

function clip(label: string): string {
  const line = label.replace(/\s+/g, ' ').trim();
  if (line.length <= LABEL_CHARACTERS) return line;
  return `${cleanCharacters(line.slice(0, LABEL_CHARACTERS - 1)).replace(/\ufffd$/, '')}…`;
}
