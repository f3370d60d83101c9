/**
 * A database of a test's own, with the schema of this checkout, on the server of the run.
 *
 *     const database = await createTestDatabase();
 *     afterAll(() => database.drop());
 */
import { randomBytes } from 'node:crypto';
import { Client } from 'pg';
import { inject } from 'vitest';
import type { ConnectionSettings } from '../../src/storage/embedded/embedded-postgres.ts';
import { migrate } from '../../src/storage/migrate.ts';

export interface TestDatabase {
  readonly connection: ConnectionSettings;
  readonly name: string;
  /** Removes it, with whoever is still connected. */
  drop(): Promise<void>;
}

/** `template` names another database to copy; nobody may be connected to it. */
export async function createTestDatabase(options: { template?: string } = {}): Promise<TestDatabase> {
  const server = inject('postgres');
  const template = options.template ?? server.template;
  const name = `test_${process.pid}_${randomBytes(6).toString('hex')}`;
  const connection = { ...server.connection, database: name };
  await onServer(
    server.connection,
    `create database ${name}${template === undefined ? '' : ` template ${template} strategy file_copy`}`,
  );
  if (template === undefined) await prepare(connection, server.citus);
  return { connection, name, drop: () => onServer(server.connection, `drop database if exists ${name} with (force)`) };
}

async function prepare(connection: ConnectionSettings, citus: boolean): Promise<void> {
  const client = new Client(connection);
  await client.connect();
  try {
    if (citus) await client.query('create extension if not exists citus');
    await migrate(client);
  } finally {
    await client.end();
  }
}

async function onServer(connection: ConnectionSettings, statement: string): Promise<void> {
  const client = new Client(connection);
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
