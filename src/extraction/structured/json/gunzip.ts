/**
 * Decompresses gzip (RFC 1952) as a stream, within bounds.
 *
 * Invariant: what comes out is never more than `maxBytes`, nor more than `maxRatio` times what went in once it is past
 * `ratioFloorBytes`; a file that ends early is an error and never a shorter text.
 */
import { pipeline, Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { StructuredInputError } from '../../../model/evidence/structured.ts';

export interface GunzipLimits {
  readonly maxBytes: number;
  readonly maxRatio: number;
  /** Small files of one repeated byte are harmless; the ratio counts beyond this size. */
  readonly ratioFloorBytes: number;
}

const DEFAULT_GUNZIP_LIMITS: GunzipLimits = {
  maxBytes: 4 * 1024 ** 3,
  maxRatio: 200,
  ratioFloorBytes: 64 * 1024 ** 2,
};

const OUTPUT_CHUNK_BYTES = 256 * 1024;

/** True when the bytes begin as a gzip member does. */
export function isGzip(head: Uint8Array): boolean {
  return head[0] === 0x1f && head[1] === 0x8b;
}

/** Yields the decompressed bytes. Throws `StructuredInputError` when truncated, damaged or beyond the limits. */
export async function* gunzipBounded(
  chunks: AsyncIterable<Uint8Array>,
  limits: GunzipLimits = DEFAULT_GUNZIP_LIMITS,
): AsyncGenerator<Buffer> {
  const source = Readable.from(chunks, { objectMode: true });
  const gunzip = createGunzip({ chunkSize: OUTPUT_CHUNK_BYTES });
  // Errors of either stream surface through the iteration below.
  pipeline(source, gunzip, () => {});
  let total = 0;
  try {
    for await (const chunk of gunzip as AsyncIterable<Buffer>) {
      total += chunk.length;
      if (total > limits.maxBytes) throw tooLarge(`expands to more than ${limits.maxBytes} bytes`);
      if (total > limits.ratioFloorBytes && total > gunzip.bytesWritten * limits.maxRatio) {
        throw tooLarge(
          `expands more than ${limits.maxRatio} times (${gunzip.bytesWritten} bytes to ${total} and more)`,
        );
      }
      yield chunk;
    }
  } catch (error) {
    throw asInputError(error, gunzip.bytesWritten);
  } finally {
    gunzip.destroy();
    source.destroy();
  }
}

function tooLarge(what: string): StructuredInputError {
  return new StructuredInputError(`gzip file ${what}: it may be built to exhaust memory`, {
    place: 'gzip',
    hint: 'If the file is trusted, decompress it and import the result.',
  });
}

function asInputError(error: unknown, bytesRead: number): unknown {
  const code = (error as { code?: unknown }).code;
  const place = `compressed byte ${bytesRead}`;
  if (code === 'Z_BUF_ERROR') {
    return new StructuredInputError(`truncated gzip file: it ends at ${place}`, {
      place,
      hint: 'The file is cut off; fetch it again.',
      cause: error,
    });
  }
  if (code === 'Z_DATA_ERROR' || code === 'Z_NEED_DICT' || code === 'Z_STREAM_ERROR') {
    return new StructuredInputError(`damaged gzip file near ${place}`, {
      place,
      hint: 'Fetch the file again.',
      cause: error,
    });
  }
  return error;
}
