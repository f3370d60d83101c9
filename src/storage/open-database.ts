/**
 * Opens the store's database, embedded or on a server, at the schema this version needs.
 *
 * `databaseUrl` (DATABASE_URL) names a PostgreSQL 16 to 18 server; without it an embedded one lives in the data folder.
 */
import { Client } from 'pg';
import { Database, DatabaseUnavailableError } from './database.ts';
import { type EmbeddedPostgres, openEmbeddedPostgres } from './embedded/embedded-postgres.ts';
import { serverLogEnd, tellsFullDisk } from './embedded/server-log.ts';
import { migrate } from './migrate.ts';

export interface OpenedDatabase {
  readonly database: Database;
  /** Derived state is empty and ground state is not: rebuild before answering. */
  readonly rebuildNeeded: boolean;
  close(): Promise<void>;
}

export interface OpenDatabaseOptions {
  readonly dataDir: string;
  readonly databaseUrl?: string | undefined;
  readonly log?: ((line: string) => void) | undefined;
  readonly onStatement?: ((sql: string) => void) | undefined;
}

const DATABASE_NAME = 'orrery';

export async function openDatabase(options: OpenDatabaseOptions): Promise<OpenedDatabase> {
  return options.databaseUrl === undefined ? openEmbedded(options) : openServer(options.databaseUrl, options);
}

async function openServer(databaseUrl: string, options: OpenDatabaseOptions): Promise<OpenedDatabase> {
  let description: string;
  try {
    const url = new URL(databaseUrl);
    description = `PostgreSQL at ${url.host || 'a local socket'}, database ${url.pathname.slice(1) || 'by default'}`;
  } catch (error) {
    throw new DatabaseUnavailableError(
      'connection-lost',
      'DATABASE_URL is not an address.',
      'Write it as postgresql://user:password@host:5432/database.',
      error,
    );
  }
  return prepare(
    new Database(withStatements({ connection: { connectionString: databaseUrl }, description }, options)),
    async () => undefined,
  );
}

async function openEmbedded(options: OpenDatabaseOptions): Promise<OpenedDatabase> {
  const embedded = await openEmbeddedPostgres({
    dataDir: options.dataDir,
    ...(options.log ? { log: options.log } : {}),
  });
  const logFrom = serverLogEnd(embedded.logFile);
  try {
    await ensureDatabase(embedded);
    const database = new Database(
      withStatements(
        {
          connection: embedded.connection(DATABASE_NAME),
          description: `the embedded PostgreSQL in ${embedded.dataDirectory}`,
          diskIsFull: () => tellsFullDisk(embedded.logFile, logFrom),
        },
        options,
      ),
    );
    return await prepare(database, async () => {
      await embedded.release();
    });
  } catch (error) {
    await embedded.release();
    throw error;
  }
}

async function prepare(database: Database, release: () => Promise<void>): Promise<OpenedDatabase> {
  const close = async (): Promise<void> => {
    await database.close();
    await release();
  };
  try {
    const { rebuildNeeded } = await database.withSession((session) => migrate(session.client));
    return { database, rebuildNeeded, close };
  } catch (error) {
    await database.close();
    throw error;
  }
}

async function ensureDatabase(embedded: EmbeddedPostgres): Promise<void> {
  const client = new Client(embedded.connection('postgres'));
  await client.connect();
  try {
    const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [DATABASE_NAME]);
    if (rowCount === 0) {
      await client.query(`create database ${DATABASE_NAME}`).catch((error: unknown) => {
        // Another process that starts at the same moment may have made it.
        if (!(error instanceof Error && 'code' in error && (error.code === '42P04' || error.code === '23505')))
          throw error;
      });
    }
  } finally {
    await client.end();
  }
}

function withStatements(
  base: ConstructorParameters<typeof Database>[0],
  options: OpenDatabaseOptions,
): ConstructorParameters<typeof Database>[0] {
  return options.onStatement ? { ...base, onStatement: options.onStatement } : base;
}
