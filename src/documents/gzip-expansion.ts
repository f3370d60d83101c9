/**
 * Unpacks gzip within bounds.
 *
 * Invariant: never more than the limit is held; a file that was cut off is told from one that is damaged.
 * RFC 1952; several members in one file are one text.
 */
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { describeBytes } from './document-limits.ts';
import { UnreadableDocumentError } from './unreadable-document.ts';

const gunzipAsync = promisify(gunzip);
/** A gzip file in a gzip file happens; a third is made to hide its size. */
export const MOST_GZIP_LAYERS = 2;

export async function expandGzip(bytes: Uint8Array, place: string, limitBytes: number): Promise<Uint8Array> {
  try {
    return await gunzipAsync(bytes, { maxOutputLength: limitBytes });
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'ERR_BUFFER_TOO_LARGE') {
      throw new UnreadableDocumentError({
        reason: 'expands-too-much',
        what: `the gzip file of ${describeBytes(bytes.length)} expands to more than the ${describeBytes(limitBytes)} allowed`,
        place,
        hint: 'It may be made to exhaust memory. If you trust it, unpack and split it yourself.',
        cause: error,
      });
    }
    const cut = code === 'Z_BUF_ERROR';
    throw new UnreadableDocumentError({
      reason: cut ? 'truncated' : 'damaged',
      what: cut ? 'the gzip file ends too early' : 'the gzip file is damaged',
      place,
      hint: 'Fetch the file again; `gzip -t` tells whether a copy is whole.',
      cause: error,
    });
  }
}

/** `report.html.gz` → `report.html`. */
export function nameWithoutGzip(name: string): string {
  return name.replace(/\.(?:gz|gzip)$/i, '');
}
