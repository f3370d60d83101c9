import { Client } from 'pg';
import { expect, test } from 'vitest';
import { createTestDatabase } from './test-database.ts';

test('a test database has the schema, is free of other tests, and is gone when dropped', async () => {
  const [left, right] = await Promise.all([createTestDatabase(), createTestDatabase()]);
  const client = new Client(left.connection);
  await client.connect();
  const migrated = await client.query<{ tables: number }>(
    "select count(*)::int as tables from pg_tables where schemaname not in ('pg_catalog', 'information_schema')",
  );
  expect(migrated.rows[0]?.tables).toBeGreaterThan(0);
  await client.query('create table only_here (id int)');
  await client.end();

  const other = new Client(right.connection);
  await other.connect();
  expect((await other.query("select to_regclass('only_here') as found")).rows).toEqual([{ found: null }]);
  await left.drop();
  expect((await other.query('select 1 from pg_database where datname = $1', [left.name])).rowCount).toBe(0);
  await other.end();
  await right.drop();
});
