/** Bytes as retrieved, kept in deflated pieces of one MiB so that none is larger than the database likes. */

import { Readable, Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
import { createInflate, deflate } from 'node:zlib';
import { copyRows } from './copy-rows.ts';
import type { Queryable, Session } from './database.ts';

const PIECE_BYTES = 1024 * 1024;
const deflateAsync = promisify(deflate);

/** Stores the bytes once; the same hash again stores nothing. */
export async function storeBlob(session: Session, sha256: string, chunks: AsyncIterable<Uint8Array>): Promise<void> {
  const { rowCount } = await session.query('select 1 from blob_piece where sha256 = $1 and number = 0', [sha256]);
  if (rowCount > 0) return;
  await copyRows(session, { table: 'blob_piece', columns: ['sha256', 'number', 'bytes'] }, pieces(sha256, chunks));
}

async function* pieces(
  sha256: string,
  chunks: AsyncIterable<Uint8Array>,
): AsyncIterable<readonly [string, number, Uint8Array]> {
  let number = 0;
  let held: Uint8Array[] = [];
  let size = 0;
  const flush = async (): Promise<readonly [string, number, Uint8Array]> => {
    const bytes = await deflateAsync(Buffer.concat(held), { level: 1 });
    held = [];
    size = 0;
    return [sha256, number++, bytes];
  };
  for await (const chunk of chunks) {
    for (let at = 0; at < chunk.length; ) {
      const take = Math.min(PIECE_BYTES - size, chunk.length - at);
      held.push(chunk.subarray(at, at + take));
      size += take;
      at += take;
      if (size === PIECE_BYTES) yield await flush();
    }
  }
  if (size > 0 || number === 0) yield await flush();
}

/** The bytes again, piece by piece. Yields nothing when they are not held. */
export async function* readBlob(database: Queryable, sha256: string): AsyncIterable<Uint8Array> {
  for (let number = 0; ; number++) {
    const { rows } = await database.query<{ bytes: Buffer }>(
      'select bytes from blob_piece where sha256 = $1 and number = $2',
      [sha256, number],
    );
    const piece = rows[0];
    if (!piece) return;
    const inflated: Buffer[] = [];
    await pipeline(
      Readable.from([piece.bytes]),
      createInflate(),
      new Writable({
        write(chunk: Buffer, _, done) {
          inflated.push(chunk);
          done();
        },
      }),
    );
    yield Buffer.concat(inflated);
  }
}
