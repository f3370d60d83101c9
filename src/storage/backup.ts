/**
 * Backup and restore: every table of ground state, of one instant, in one file.
 *
 * Invariants: derived state is never in the file and is made anew after a restore; recorded times are kept, so an answer for a past instant
 * is the same in the restored store; nothing is changed before the whole file has been read and found sound.
 */

import { open, rename, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { finished, pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { from as copyFrom, to as copyTo } from 'pg-copy-streams';
import { BackupEncoder, BackupError, type BackupHeader, type BackupTable, readBackup } from './backup-format.ts';
import type { Database, Session } from './database.ts';
import { type Derivations, rebuildDerived } from './rebuild.ts';

export { BackupError } from './backup-format.ts';

export interface BackupResult {
  readonly file: string;
  readonly rows: number;
  readonly sizeBytes: number;
}

export interface RestoreResult {
  readonly file: string;
  readonly rows: number;
}

type OnTable = (table: string, rows: number) => void;

const CHUNK_BYTES = 256 * 1024;
/** Backups are read far more rarely than they are written, and COPY text packs well at once. */
const GZIP_LEVEL = 4;
const VERSION_TABLE = 'schema_migration';
/** Present in an empty store too; a restore replaces their rows. */
const ALWAYS_FILLED = ['store_meta', 'store_clock'];
/** What `store_meta` says of derived state is not ground state. */
const DERIVED_VERSION_KEY = 'derived-version';

/** Writes `file`, which gets its name only when it is whole: one of that name stays until then. `createdAt` is RFC 3339. */
export async function writeBackup(
  database: Database,
  file: string,
  createdAt: string,
  onTable: OnTable = () => undefined,
): Promise<BackupResult> {
  const partial = `${file}.${process.pid}.partial`;
  // Opened before the database is asked for anything, so that a bad path is told from a lost connection.
  const output = await open(partial, 'w', 0o600);
  let rows = 0;
  const gzip = createGzip({ level: GZIP_LEVEL });
  // Everything ever imported is in here, whatever its marking: for the owner's eyes only.
  const written = pipeline(gzip, output.createWriteStream());
  // Awaited below; this only keeps a failing disk from counting as unhandled while a table is being read.
  written.catch(() => undefined);
  const send = async (bytes: Buffer): Promise<void> => {
    if (!gzip.write(bytes)) await Promise.race([drained(gzip), written]);
  };
  try {
    await database.snapshot((session) =>
      sendContents(session, createdAt, send, (table, count) => {
        rows += count;
        onTable(table, count);
      }),
    );
    gzip.end();
    await written;
    await syncToDisk(partial);
    await rename(partial, file);
    await syncToDisk(dirname(file));
  } catch (error) {
    gzip.destroy();
    await written.catch(() => undefined);
    await rm(partial, { force: true });
    throw error;
  }
  return { file, rows, sizeBytes: (await stat(file)).size };
}

/** Fills an empty store. Checks the file from front to back first; then loads it in one transaction and derives anew. */
export async function restoreBackup(
  database: Database,
  file: string,
  derivations: Derivations,
  onTable: OnTable = () => undefined,
): Promise<RestoreResult> {
  const header = await checkBackup(file);
  await database.withSession(async (session) => requireSameSchema(header, await migrationsOf(session), file));
  const rows = await database.transaction((session) => load(session, file, onTable));
  await rebuildDerived(database, derivations);
  return { file, rows };
}

/** Reads all of it and gives its header; throws `BackupError` when it is cut, changed or no backup. */
export async function checkBackup(file: string): Promise<BackupHeader> {
  let header: BackupHeader | undefined;
  for await (const part of readBackup(file)) if (part.type === 'header') header = part.header;
  return header!;
}

async function sendContents(
  session: Session,
  createdAt: string,
  send: (bytes: Buffer) => Promise<void>,
  onTable: OnTable,
): Promise<void> {
  const encoder = new BackupEncoder();
  const tables = await groundTables(session);
  await send(encoder.header({ createdAt, migrations: await migrationsOf(session), tables }));
  for (const table of tables) {
    for await (const bytes of copyOut(session, table)) await send(encoder.chunk(table.name, bytes));
    onTable(table.name, encoder.rowsOf(table.name));
  }
  await send(encoder.trailer());
}

async function* copyOut(session: Session, table: BackupTable): AsyncIterable<Buffer> {
  const where = table.name === 'store_meta' ? ` where key <> '${DERIVED_VERSION_KEY}'` : '';
  const source = session.client.query(
    copyTo(`copy (select ${columnList(table.columns)} from ${quoted(table.name)}${where}) to stdout`),
  );
  let held: Buffer[] = [];
  let size = 0;
  for await (const piece of source as AsyncIterable<Buffer>) {
    held.push(piece);
    size += piece.length;
    if (size >= CHUNK_BYTES) {
      yield Buffer.concat(held);
      held = [];
      size = 0;
    }
  }
  if (size > 0) yield Buffer.concat(held);
}

async function load(session: Session, file: string, onTable: OnTable): Promise<number> {
  // Whoever writes advances the clock, so holding its row keeps writers out until the store is whole.
  await session.query('select last_recorded_at from store_clock where id = 1 for update');
  const known = new Map((await groundTables(session)).map((table) => [table.name, new Set(table.columns)]));
  await requireEmpty(session, [...known.keys()]);
  for (const table of ALWAYS_FILLED) await session.query(`delete from ${quoted(table)}`);
  const columns = new Map<string, readonly string[]>();
  const total = { rows: 0 };
  let open: { table: string; stream: ReturnType<typeof copyInto>; ended: Promise<void> } | undefined;
  const close = async (): Promise<void> => {
    if (!open) return;
    open.stream.end();
    await open.ended;
    onTable(open.table, open.stream.rowCount ?? 0);
    open = undefined;
  };
  try {
    for await (const part of readBackup(file)) {
      if (part.type === 'header') {
        for (const table of part.header.tables) columns.set(table.name, knownColumns(table, known, file));
      } else if (part.type === 'chunk') {
        if (open?.table !== part.table) {
          await close();
          const stream = copyInto(session, part.table, columns.get(part.table)!);
          const ended = finished(stream);
          // Awaited when the table ends; a failure in between is met by the next write.
          ended.catch(() => undefined);
          open = { table: part.table, stream, ended };
        }
        const { stream, ended } = open!;
        if (!stream.write(part.bytes)) await Promise.race([drained(stream), ended]);
      } else {
        await close();
        total.rows = Object.values(part.trailer.rows).reduce((sum, count) => sum + count, 0);
      }
    }
  } catch (error) {
    open?.stream.destroy(error instanceof Error ? error : new Error(String(error)));
    throw error;
  }
  return total.rows;
}

function copyInto(session: Session, table: string, columns: readonly string[]): ReturnType<typeof copyFrom> {
  return session.client.query(copyFrom(`copy ${quoted(table)} (${columnList(columns)}) from stdin`));
}

/** Tables of ground state with their columns, by name. Derived state has a schema of its own; temporary tables another. */
async function groundTables(session: Session): Promise<BackupTable[]> {
  const { rows } = await session.query<{ name: string; columns: string[] }>(
    `select t.table_name::text as name, array_agg(c.column_name::text order by c.ordinal_position) as columns
     from information_schema.tables t
     join information_schema.columns c on c.table_schema = t.table_schema and c.table_name = t.table_name
     where t.table_schema = current_schema() and t.table_type = 'BASE TABLE' and t.table_name <> $1
     group by t.table_name order by t.table_name`,
    [VERSION_TABLE],
  );
  return rows;
}

async function migrationsOf(session: Session): Promise<string[]> {
  const { rows } = await session.query<{ name: string }>(`select name from ${VERSION_TABLE} order by name`);
  return rows.map((row) => row.name);
}

function requireSameSchema(header: BackupHeader, own: readonly string[], file: string): void {
  const missing = header.migrations.filter((name) => !own.includes(name));
  const added = own.filter((name) => !header.migrations.includes(name));
  if (missing.length === 0 && added.length === 0) return;
  throw new BackupError(
    'other-version',
    missing.length > 0
      ? `${file} was made by a newer version of Orrery (its store has ${missing.join(', ')}). Nothing was changed.`
      : `${file} was made by an older version of Orrery (its store lacks ${added.join(', ')}). Nothing was changed.`,
    {
      place: file,
      hint:
        missing.length > 0
          ? 'Update Orrery, then restore it.'
          : 'Restore it with the version that made it, then start this version over that store: it brings the schema up to date.',
    },
  );
}

async function requireEmpty(session: Session, tables: readonly string[]): Promise<void> {
  for (const table of tables) {
    if (ALWAYS_FILLED.includes(table)) continue;
    const { rowCount } = await session.query(`select 1 from ${quoted(table)} limit 1`);
    if (rowCount === 0) continue;
    throw new BackupError('store-not-empty', `The store is not empty (${table} has rows). Nothing was changed.`, {
      place: table,
      hint: 'Restore into a fresh one: orrery restore FILE --data NEW-FOLDER, or an empty database in DATABASE_URL.',
    });
  }
}

function knownColumns(
  table: BackupTable,
  known: ReadonlyMap<string, ReadonlySet<string>>,
  file: string,
): readonly string[] {
  const own = known.get(table.name);
  const strange = own ? table.columns.find((column) => !own.has(column)) : '';
  if (own && strange === undefined) return table.columns;
  throw new BackupError(
    'other-version',
    `${file} holds ${table.name}${strange ? `.${strange}` : ''}, which this store does not have. Nothing was changed.`,
    {
      place: file,
      hint: 'Update Orrery, then restore it.',
    },
  );
}

function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

function columnList(columns: readonly string[]): string {
  return columns.map(quoted).join(', ');
}

async function drained(stream: NodeJS.WritableStream): Promise<void> {
  await new Promise<void>((resolve) => {
    stream.once('drain', resolve);
  });
}

async function syncToDisk(path: string): Promise<void> {
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
