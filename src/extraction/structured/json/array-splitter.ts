/**
 * Splits one top-level array of a JSON document into its elements while the bytes arrive.
 *
 * Invariant: an element's text is exactly its bytes; the same bytes give the same elements however they are cut into
 * chunks; a document that does not end is an error and never a shorter result.
 * Only the top-level object and the ends of values are checked here. Whether an element is good JSON is for whoever
 * parses it, so that one bad element does not cost the others. Grammar: RFC 8259.
 */
import { isUtf8 } from 'node:buffer';
import type { StructuredInputError } from '../../../model/evidence/structured.ts';
import { DEFAULT_JSON_LIMITS, errorAtByte, type JsonLimits } from './limits.ts';
import { ValueScanner } from './value-scanner.ts';

export interface ArrayElement {
  readonly index: number;
  /** Byte offset of the element in the document. */
  readonly offset: number;
  readonly raw: string;
  /** False when the bytes are not UTF-8: `raw` then holds replacement characters and is no evidence. */
  readonly validUtf8: boolean;
}

/** The document without its array. */
export interface Envelope {
  /** The top-level members other than the array. */
  readonly members: Readonly<Record<string, unknown>>;
  /** False when no array stands at the key. */
  readonly found: boolean;
  readonly elementCount: number;
}

type State =
  | 'start'
  | 'firstKey'
  | 'key'
  | 'colon'
  | 'value'
  | 'afterValue'
  | 'firstItem'
  | 'item'
  | 'afterItem'
  | 'done';
type Reading = 'nothing' | 'key' | 'member' | 'item';

const COMMA = 0x2c;
const COLON = 0x3a;
const QUOTE = 0x22;
const CURLY_OPEN = 0x7b;
const CURLY_CLOSE = 0x7d;
const SQUARE_OPEN = 0x5b;
const SQUARE_CLOSE = 0x5d;

export class ArraySplitter {
  readonly #key: string;
  readonly #limits: JsonLimits;
  readonly #scanner: ValueScanner;
  #state: State = 'start';
  #reading: Reading = 'nothing';
  /** Bytes of the key or element under way that stood in earlier chunks. */
  #pieces: Buffer[] = [];
  #pieceBytes = 0;
  #valueOffset = 0;
  #chunkOffset = 0;
  #chunkIsUtf8 = false;
  #envelope: Buffer[] = [];
  #envelopeBytes = 0;
  #memberKey = '';
  #found = false;
  #count = 0;

  constructor(key: string, limits: JsonLimits = DEFAULT_JSON_LIMITS) {
    this.#key = key;
    this.#limits = limits;
    this.#scanner = new ValueScanner(limits.maxDepth);
  }

  /** Takes the next bytes and hands every element that ends in them to `emit`. */
  push(chunk: Buffer, emit: (element: ArrayElement) => void): void {
    const length = chunk.length;
    this.#chunkIsUtf8 = isUtf8(chunk);
    const latin1 = chunk.toString('latin1');
    let valueStart = 0;
    let envelopeStart = this.#inArray() ? -1 : 0;
    let i = 0;
    while (i < length) {
      if (this.#reading !== 'nothing') {
        i = this.#scanner.scan(latin1, i, this.#chunkOffset);
        this.#checkSize(i - valueStart);
        if (!this.#scanner.ended) break;
        this.#finishValue(chunk, valueStart, i, emit);
        continue;
      }
      const byte = latin1.charCodeAt(i);
      if (isBlank(byte)) {
        i++;
        continue;
      }
      const wasInArray = this.#inArray();
      if (this.#begins(byte, i)) valueStart = i;
      else i++;
      if (wasInArray === this.#inArray()) continue;
      if (wasInArray) {
        // The closing bracket, just read, is the first byte of the rest of the envelope.
        envelopeStart = i - 1;
      } else {
        this.#keepEnvelope(chunk, envelopeStart, i);
        envelopeStart = -1;
      }
    }
    if (this.#reading === 'key' || this.#reading === 'item') this.#keepPiece(chunk, valueStart);
    if (envelopeStart >= 0) this.#keepEnvelope(chunk, envelopeStart, length);
    this.#chunkOffset += length;
  }

  /** What stood around the array. Throws when the document is not complete. */
  end(): Envelope {
    if (this.#state === 'start')
      throw errorAtByte('empty: no JSON document', this.#chunkOffset, 'The file has no content.');
    if (this.#state !== 'done') {
      const where = this.#inArray() ? ` inside "${this.#key}", after ${this.#count} whole elements,` : '';
      throw errorAtByte(
        `truncated: the JSON document ends${where}`,
        this.#chunkOffset,
        'The file is cut off; fetch it again.',
      );
    }
    return { members: this.#parseEnvelope(), found: this.#found, elementCount: this.#count };
  }

  /** One step of the top-level grammar. True when the byte is the first of a value. */
  #begins(byte: number, at: number): boolean {
    const offset = this.#chunkOffset + at;
    switch (this.#state) {
      case 'start':
        if (byte !== CURLY_OPEN)
          throw errorAtByte('not a JSON object: expected "{"', offset, 'Check that the file is JSON.');
        this.#state = 'firstKey';
        return false;
      case 'firstKey':
      case 'key':
        if (byte === CURLY_CLOSE && this.#state === 'firstKey') {
          this.#state = 'done';
          return false;
        }
        if (byte !== QUOTE) throw unexpected(byte, offset, 'a member name in quotes');
        return this.#startValue('key', offset, 1);
      case 'colon':
        if (byte !== COLON) throw unexpected(byte, offset, '":"');
        this.#state = 'value';
        return false;
      case 'value':
        if (byte === SQUARE_OPEN && this.#memberKey === this.#key) {
          if (this.#found) throw errorAtByte(`"${this.#key}" occurs twice`, offset, 'Keep one of the two arrays.');
          this.#found = true;
          this.#state = 'firstItem';
          return false;
        }
        refuseNonValue(byte, offset);
        return this.#startValue('member', offset, 1);
      case 'afterValue':
        if (byte !== COMMA && byte !== CURLY_CLOSE) throw unexpected(byte, offset, '"," or "}"');
        this.#state = byte === COMMA ? 'key' : 'done';
        return false;
      case 'firstItem':
      case 'item':
        if (byte === SQUARE_CLOSE && this.#state === 'firstItem') {
          this.#state = 'afterValue';
          return false;
        }
        refuseNonValue(byte, offset);
        return this.#startValue('item', offset, 2);
      case 'afterItem':
        if (byte !== COMMA && byte !== SQUARE_CLOSE) throw unexpected(byte, offset, '"," or "]"');
        this.#state = byte === COMMA ? 'item' : 'afterValue';
        return false;
      case 'done':
        throw errorAtByte('more text after the end of the JSON document', offset, 'Remove what follows the last "}".');
    }
  }

  #startValue(reading: Reading, offset: number, depth: number): true {
    this.#reading = reading;
    this.#valueOffset = offset;
    this.#scanner.start(depth);
    return true;
  }

  #finishValue(chunk: Buffer, start: number, end: number, emit: (element: ArrayElement) => void): void {
    const reading = this.#reading;
    this.#reading = 'nothing';
    if (reading === 'member') {
      this.#state = 'afterValue';
      return;
    }
    let bytes = chunk;
    let from = start;
    let to = end;
    let validUtf8 = this.#chunkIsUtf8;
    if (this.#pieces.length > 0) {
      this.#keepPiece(chunk.subarray(0, end), start);
      bytes = Buffer.concat(this.#pieces, this.#pieceBytes);
      from = 0;
      to = bytes.length;
      this.#pieces = [];
      this.#pieceBytes = 0;
      validUtf8 = false;
    }
    // A chunk cut inside a character is not UTF-8 as a whole; the value itself may well be.
    if (!validUtf8) validUtf8 = isUtf8(bytes.subarray(from, to));
    const raw = bytes.toString('utf8', from, to);
    if (reading === 'key') {
      this.#memberKey = parseKey(raw, this.#valueOffset);
      this.#state = 'colon';
    } else {
      this.#state = 'afterItem';
      emit({ index: this.#count++, offset: this.#valueOffset, raw, validUtf8 });
    }
  }

  #inArray(): boolean {
    return this.#state === 'firstItem' || this.#state === 'item' || this.#state === 'afterItem';
  }

  #checkSize(bytesHere: number): void {
    if (this.#reading === 'member' || this.#pieceBytes + bytesHere <= this.#limits.maxElementBytes) return;
    const what = this.#reading === 'item' ? `element ${this.#count} of "${this.#key}"` : 'a member name';
    throw errorAtByte(
      `${what} is larger than ${this.#limits.maxElementBytes} bytes`,
      this.#valueOffset,
      'No single object of a data set is this large.',
    );
  }

  #keepPiece(chunk: Buffer, start: number): void {
    const piece = chunk.subarray(start);
    this.#pieces.push(piece);
    this.#pieceBytes += piece.length;
  }

  #keepEnvelope(chunk: Buffer, start: number, end: number): void {
    this.#envelopeBytes += end - start;
    if (this.#envelopeBytes > this.#limits.maxEnvelopeBytes) {
      throw errorAtByte(
        `more than ${this.#limits.maxEnvelopeBytes} bytes stand outside "${this.#key}"`,
        this.#chunkOffset + start,
        'Check that the file is of the expected kind.',
      );
    }
    // Copied, so that a few bytes of envelope do not hold on to a whole chunk.
    this.#envelope.push(Buffer.from(chunk.subarray(start, end)));
  }

  #parseEnvelope(): Record<string, unknown> {
    const bytes = Buffer.concat(this.#envelope);
    if (!isUtf8(bytes)) throw errorAtByte('invalid UTF-8 outside the array', 0, 'Save the file as UTF-8.');
    try {
      const members = JSON.parse(bytes.toString('utf8')) as Record<string, unknown>;
      if (this.#found) delete members[this.#key];
      return members;
    } catch (cause) {
      const message = `damaged JSON outside "${this.#key}": ${(cause as Error).message}`;
      throw errorAtByte(message, this.#chunkOffset, 'Offsets in the message leave out the array.');
    }
  }
}

function isBlank(byte: number): boolean {
  return byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09;
}

function refuseNonValue(byte: number, offset: number): void {
  if (byte === COMMA || byte === COLON || byte === CURLY_CLOSE || byte === SQUARE_CLOSE) {
    throw unexpected(byte, offset, 'a value');
  }
}

function unexpected(byte: number, offset: number, wanted: string): StructuredInputError {
  const shown = byte > 0x20 && byte < 0x7f ? `"${String.fromCharCode(byte)}"` : `0x${byte.toString(16)}`;
  return errorAtByte(`damaged JSON: expected ${wanted}, found ${shown}`, offset, 'The JSON is damaged here.');
}

function parseKey(raw: string, offset: number): string {
  try {
    return JSON.parse(raw) as string;
  } catch {
    throw errorAtByte(`damaged JSON: ${raw.slice(0, 40)} is no member name`, offset, 'The JSON is damaged here.');
  }
}
