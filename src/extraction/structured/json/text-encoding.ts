/**
 * Brings JSON bytes of any permitted encoding to UTF-8 without a byte-order mark.
 *
 * RFC 8259 asks for UTF-8; exports of some Windows tools are UTF-16 with or without a mark (RFC 4627, section 3, tells
 * them apart by where the zero bytes stand). Offsets in later errors count the bytes of the UTF-8 form, a mark left
 * out.
 */
import { TextDecoder } from 'node:util';
import { StructuredInputError } from '../../../model/evidence/structured.ts';

/** The bytes are in no encoding that is read here. */
export class EncodingError extends StructuredInputError {}

type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be';

/** Yields the same text as UTF-8. Throws `StructuredInputError` for UTF-32 and for broken UTF-16. */
export async function* utf8Chunks(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
  let decoder: TextDecoder | undefined;
  let head: Buffer | undefined = Buffer.alloc(0);
  for await (const chunk of chunks) {
    let bytes = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    if (head !== undefined) {
      bytes = head.length === 0 ? bytes : Buffer.concat([head, bytes]);
      if (bytes.length < 4) {
        head = bytes;
        continue;
      }
      head = undefined;
      const { encoding, markBytes } = detectEncoding(bytes);
      bytes = bytes.subarray(markBytes);
      if (encoding !== 'utf-8') decoder = new TextDecoder(encoding, { fatal: true, ignoreBOM: true });
    }
    const text = decoder ? decodeUtf16(decoder, bytes) : bytes;
    if (text.length > 0) yield text;
  }
  if (head !== undefined && head.length > 0) yield head.subarray(detectEncoding(head).markBytes);
  if (decoder) decodeUtf16(decoder, undefined);
}

function detectEncoding(bytes: Buffer): { encoding: Encoding; markBytes: number } {
  const [a = 0, b = 0, c = 0, d = 0] = bytes;
  if (a === 0xef && b === 0xbb && c === 0xbf) return { encoding: 'utf-8', markBytes: 3 };
  const marked32 = (a === 0xff && b === 0xfe && c === 0 && d === 0) || (a === 0 && b === 0 && c === 0xfe && d === 0xff);
  if (bytes.length >= 4 && (marked32 || (b + c + d === 0 && isText(a)) || (a + b + c === 0 && isText(d)))) {
    throw new EncodingError('UTF-32 is not read', { place: 'byte 0', hint: 'Save the file as UTF-8.' });
  }
  if (a === 0xff && b === 0xfe) return { encoding: 'utf-16le', markBytes: 2 };
  if (a === 0xfe && b === 0xff) return { encoding: 'utf-16be', markBytes: 2 };
  if (isText(a) && b === 0 && isText(c) && d === 0) return { encoding: 'utf-16le', markBytes: 0 };
  if (a === 0 && isText(b) && c === 0 && isText(d)) return { encoding: 'utf-16be', markBytes: 0 };
  return { encoding: 'utf-8', markBytes: 0 };
}

/** What a JSON or CSV text can begin with; other bytes beside zeros are some binary file. */
function isText(byte: number): boolean {
  return (byte >= 0x20 && byte < 0x7f) || byte === 0x09 || byte === 0x0a || byte === 0x0d;
}

function decodeUtf16(decoder: TextDecoder, bytes: Buffer | undefined): Buffer {
  try {
    return Buffer.from(decoder.decode(bytes, { stream: bytes !== undefined }), 'utf8');
  } catch (cause) {
    throw new EncodingError('broken UTF-16 text', {
      place: 'byte 0',
      hint: 'The file is cut off or damaged; save it as UTF-8.',
      cause,
    });
  }
}
