/**
 * One PostgreSQL for a whole test run: a throwaway cluster (nothing is synced to disk) with a migrated template
 * database, of which every test takes a copy. `ORRERY_TEST_DATABASE_URL` or `ORRERY_TEST_CITUS_URL` names a server to
 * use instead; its role must be allowed to create databases.
 */
import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from 'pg';
import type { TestProject } from 'vitest/node';
import {
  type ConnectionSettings,
  type EmbeddedPostgres,
  openEmbeddedPostgres,
} from '../../src/storage/embedded/embedded-postgres.ts';
import { isRunning } from '../../src/storage/embedded/process-identity.ts';
import { migrate } from '../../src/storage/migrate.ts';
import { makeThrowawayFolder, throwawayParent } from './throwaway-folder.ts';

export interface TestServer {
  /** Of the database `postgres`, from which others are made. */
  readonly connection: ConnectionSettings;
  /** The migrated database that tests copy; undefined where databases cannot be copied (Citus): each is migrated. */
  readonly template: string | undefined;
  readonly citus: boolean;
}

declare module 'vitest' {
  interface ProvidedContext {
    postgres: TestServer;
  }
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const citusUrl = process.env.ORRERY_TEST_CITUS_URL;
  if (citusUrl) {
    project.provide('postgres', { connection: parseUrl(citusUrl), template: undefined, citus: true });
    return async () => undefined;
  }
  const url = process.env.ORRERY_TEST_DATABASE_URL;
  if (url) {
    // Runs that share a server must not share a template.
    const template = `${TEMPLATE}_${process.pid}_${Date.now()}`;
    const connection = parseUrl(url);
    await makeTemplate(connection, template);
    project.provide('postgres', { connection, template, citus: false });
    return () => dropTemplate(connection, template);
  }
  const { store, folder } = await openThrowawayStore();
  const close = async (): Promise<void> => {
    await store.release();
    rmSync(folder, { recursive: true, force: true });
  };
  const connection = store.connection('postgres');
  // Vitest calls no teardown of a setup that failed.
  await makeTemplate(connection, TEMPLATE).catch(async (error: unknown) => {
    await close();
    throw error;
  });
  project.provide('postgres', { connection, template: TEMPLATE, citus: false });
  return close;
}

const TEMPLATE = 'orrery_template';
const FOLDER = 'orrery-test-run-';
const THROWAWAY_SETTINGS = [
  'fsync=off',
  'synchronous_commit=off',
  'full_page_writes=off',
  'autovacuum=off',
  'max_wal_size=256MB',
];

async function openThrowawayStore(): Promise<{ store: EmbeddedPostgres; folder: string }> {
  await clearUpAfterKilledRuns();
  const folder = makeThrowawayFolder(`${FOLDER}${process.pid}-`);
  return { store: await openEmbeddedPostgres({ dataDir: folder, settings: THROWAWAY_SETTINGS }), folder };
}

/** A run that was killed leaves its server running; whoever opens the store last may stop it. */
async function clearUpAfterKilledRuns(): Promise<void> {
  const parent = throwawayParent();
  for (const name of readdirSync(parent)) {
    const pid = name.startsWith(FOLDER) ? Number.parseInt(name.slice(FOLDER.length), 10) : Number.NaN;
    if (Number.isNaN(pid) || isRunning(pid)) continue;
    const folder = join(parent, name);
    if (existsSync(join(folder, 'postgres', 'data', 'postmaster.pid'))) {
      const orphan = await openEmbeddedPostgres({ dataDir: folder, settings: THROWAWAY_SETTINGS });
      await orphan.release();
    }
    rmSync(folder, { recursive: true, force: true });
  }
}

async function makeTemplate(connection: ConnectionSettings, name: string): Promise<void> {
  await withClient(connection, (admin) => admin.query(`create database ${name}`));
  await withClient({ ...connection, database: name }, migrate);
  // Copies are made only of a database that nobody is connected to.
  await withClient(connection, (admin) =>
    admin.query(`alter database ${name} is_template true allow_connections false`),
  );
}

async function dropTemplate(connection: ConnectionSettings, name: string): Promise<void> {
  await withClient(connection, async (admin) => {
    await admin.query(`alter database ${name} is_template false`);
    await admin.query(`drop database ${name} with (force)`);
  });
}

async function withClient(connection: ConnectionSettings, work: (client: Client) => Promise<unknown>): Promise<void> {
  const client = new Client(connection);
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}

function parseUrl(text: string): ConnectionSettings {
  const url = new URL(text);
  const user = decodeURIComponent(url.username) || 'postgres';
  const settings = {
    // A socket's folder travels as a parameter: postgres://user@/database?host=/run/postgresql
    host: url.searchParams.get('host') ?? (url.hostname || 'localhost'),
    port: Number(url.port) || 5432,
    user,
    database: decodeURIComponent(url.pathname.slice(1)) || 'postgres',
  };
  return url.password === '' ? settings : { ...settings, password: decodeURIComponent(url.password) };
}
