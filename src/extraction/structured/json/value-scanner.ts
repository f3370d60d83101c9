/**
 * Finds where a JSON value ends, byte by byte, over any cutting into chunks.
 *
 * Invariant: brackets are matched by kind and never deeper than the limit; bytes inside strings are skipped unread.
 * Whether the value is otherwise good JSON is for whoever parses it. Grammar: RFC 8259.
 */
import { errorAtByte } from './limits.ts';

const QUOTE = 0x22;
const BACKSLASH = 0x5c;

const ORDINARY = 0;
const STRING = 1;
const OPEN = 2;
const CLOSE = 3;
/** Comma and white space: end a bare number or word. */
const SEPARATOR = 4;

const CLASS = new Uint8Array(256);
CLASS[QUOTE] = STRING;
for (const byte of Buffer.from('{[')) CLASS[byte] = OPEN;
for (const byte of Buffer.from('}]')) CLASS[byte] = CLOSE;
for (const byte of Buffer.from(', \t\r\n')) CLASS[byte] = SEPARATOR;

/** `{` and `}`, `[` and `]` stand two code points apart. */
const BRACKET_DISTANCE = 2;

export class ValueScanner {
  readonly #maxDepth: number;
  readonly #stack: Uint8Array;
  #baseDepth = 0;
  #depth = 0;
  #inString = false;
  #escaped = false;
  #bare = false;
  #ended = true;

  constructor(maxDepth: number) {
    this.#maxDepth = maxDepth;
    this.#stack = new Uint8Array(maxDepth + 1);
  }

  get ended(): boolean {
    return this.#ended;
  }

  /** Begins a value that stands inside `baseDepth` open brackets. */
  start(baseDepth: number): void {
    this.#baseDepth = baseDepth;
    this.#depth = 0;
    this.#inString = false;
    this.#escaped = false;
    this.#bare = false;
    this.#ended = false;
  }

  /**
   * Reads on from `from` in a chunk given as Latin-1 text, one unit a byte: text is searched for the end of a string
   * far faster than bytes. Returns the index after the value, or the chunk's length when it goes on.
   */
  scan(bytes: string, from: number, chunkOffset: number): number {
    const length = bytes.length;
    const room = this.#maxDepth - this.#baseDepth;
    const stack = this.#stack;
    let depth = this.#depth;
    let bare = this.#bare;
    let i = from;
    if (this.#inString) {
      if (this.#escaped) i++;
      i = stringEnd(bytes, i);
      if (i < 0) {
        this.#escaped = i === ENDS_ESCAPED;
        return length;
      }
      this.#inString = false;
      if (depth === 0) return this.#end(i);
    }
    while (i < length) {
      const byte = bytes.charCodeAt(i);
      const kind = CLASS[byte]!;
      if (kind === ORDINARY) {
        if (depth === 0) bare = true;
        i++;
      } else if (kind === STRING) {
        if (bare) throw damaged(byte, chunkOffset + i);
        i = stringEnd(bytes, i + 1);
        if (i < 0) {
          this.#inString = true;
          this.#escaped = i === ENDS_ESCAPED;
          i = length;
        } else if (depth === 0) {
          return this.#end(i);
        }
      } else if (kind === SEPARATOR) {
        if (depth === 0) return this.#end(i);
        i++;
      } else if (kind === OPEN) {
        if (bare) throw damaged(byte, chunkOffset + i);
        if (depth >= room) {
          throw errorAtByte(
            `nested deeper than ${this.#maxDepth} levels`,
            chunkOffset + i,
            'Real data nests a few levels deep.',
          );
        }
        stack[depth++] = byte;
        i++;
      } else {
        // A bracket that closes no bracket of this value ends a bare number or word and belongs to whoever holds it.
        if (depth === 0) return this.#end(i);
        if (stack[--depth] !== byte - BRACKET_DISTANCE) throw damaged(byte, chunkOffset + i);
        i++;
        if (depth === 0) return this.#end(i);
      }
    }
    this.#bare = bare;
    this.#depth = depth;
    return length;
  }

  #end(at: number): number {
    this.#ended = true;
    return at;
  }
}

const UNENDED = -1;
const ENDS_ESCAPED = -2;

/**
 * Index after the quote that ends the string; `UNENDED`, or `ENDS_ESCAPED` after a last backslash, when it does not end
 * here.
 */
export function stringEnd(bytes: string, from: number): number {
  let i = from;
  for (;;) {
    const quote = bytes.indexOf('"', i);
    const end = quote < 0 ? bytes.length : quote;
    let run = end;
    while (run > i && bytes.charCodeAt(run - 1) === BACKSLASH) run--;
    const escaped = (end - run) % 2 === 1;
    if (quote < 0) return escaped ? ENDS_ESCAPED : UNENDED;
    i = quote + 1;
    if (!escaped) return i;
  }
}

function damaged(byte: number, offset: number): Error {
  return errorAtByte(
    `damaged JSON: "${String.fromCharCode(byte)}" does not belong`,
    offset,
    'Everything after it is unreadable.',
  );
}
