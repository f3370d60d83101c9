/**
 * Brings a database to the schema this version needs.
 *
 * Invariant: ground state is only ever changed by the numbered files in `migrations/`, each once and in one transaction;
 * derived state is not migrated but built anew from `derived.sql` when its version differs.
 */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ClientBase } from 'pg';
import { packageRoot } from './package-root.ts';

/** Change it whenever `derived.sql`, or what is derived, changes: stores then rebuild on the next start. */
export const DERIVED_VERSION = '3';

const MIGRATION_LOCK = 0x0_77_e7_71;

/** Applies what is missing. Returns true when derived state was created empty and has to be rebuilt. */
export async function migrate(client: ClientBase): Promise<{ applied: string[]; rebuildNeeded: boolean }> {
  await client.query('select pg_advisory_lock($1)', [MIGRATION_LOCK]);
  try {
    await client.query(
      'create table if not exists schema_migration (name text collate "C" primary key, applied_at timestamptz not null default clock_timestamp())',
    );
    const folder = join(packageRoot(), 'src', 'storage', 'migrations');
    const known = new Set(
      (await client.query<{ name: string }>('select name from schema_migration')).rows.map((row) => row.name),
    );
    const applied: string[] = [];
    for (const name of (await readdir(folder)).filter((file) => file.endsWith('.sql')).sort()) {
      if (known.has(name)) continue;
      const sql = await readFile(join(folder, name), 'utf8');
      await inTransaction(client, async () => {
        await client.query(sql);
        await client.query('insert into schema_migration (name) values ($1)', [name]);
      });
      applied.push(name);
    }
    return { applied, rebuildNeeded: await ensureDerived(client) };
  } finally {
    await client.query('select pg_advisory_unlock($1)', [MIGRATION_LOCK]);
  }
}

/** The statements of `derived.sql` for one schema. */
export async function derivedSchema(schema: 'derived' | 'derived_next'): Promise<string> {
  const sql = await readFile(join(packageRoot(), 'src', 'storage', 'derived.sql'), 'utf8');
  return sql.replaceAll('%SCHEMA%', schema);
}

async function ensureDerived(client: ClientBase): Promise<boolean> {
  const version = (await client.query<{ value: string }>("select value from store_meta where key = 'derived-version'"))
    .rows[0]?.value;
  const exists = (await client.query("select 1 from pg_namespace where nspname = 'derived'")).rowCount === 1;
  if (exists && version === DERIVED_VERSION) return false;
  const empty = (await client.query('select 1 from referent limit 1')).rowCount === 0;
  await inTransaction(client, async () => {
    await client.query('drop schema if exists derived cascade');
    await client.query(await derivedSchema('derived'));
    await client.query('delete from store_meta where key = $1', ['derived-version']);
    // An interrupted rebuild leaves no version behind, so that the next start finishes it.
    if (empty)
      await client.query("insert into store_meta (key, value) values ('derived-version', $1)", [DERIVED_VERSION]);
  });
  return !empty;
}

async function inTransaction(client: ClientBase, work: () => Promise<void>): Promise<void> {
  await client.query('begin');
  try {
    await work();
    await client.query('commit');
  } catch (error) {
    await client.query('rollback');
    throw error;
  }
}
