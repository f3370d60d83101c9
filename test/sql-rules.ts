/**
 * What PostgreSQL allows and a sharded server (Citus) does not: rules for the schema, and for each statement that is run.
 *
 * Invariant: text in quotation marks and comments never counts as SQL. Statements are matched, not parsed: they are our own, and plain.
 */

/** Table name (without schema) to its distribution column; `reference` for tables that are copied to every node. */
export type Distributions = ReadonlyMap<string, string>;

interface CreatedTable {
  readonly name: string;
  readonly distribution: string | undefined;
  readonly body: string;
}

const REFERENCE = 'reference';

/** The tables of migrations and of derived state; `%SCHEMA%` stands for the schema. */
export function distributionsOf(sql: string): Distributions {
  return new Map(createdTables(sql).map(({ name, distribution }) => [name, distribution ?? 'not named']));
}

/** What breaks a rule in the definition of tables, each with where it is. */
export function schemaViolations(sql: string): string[] {
  const plain = withoutText(sql);
  const tables = createdTables(sql);
  const distributions = distributionsOf(sql);
  const found: string[] = [];
  for (const table of tables) found.push(...tableViolations(table));
  for (const [, unique, name, columns] of plain.matchAll(
    /\bcreate\s+(unique\s+)?index[^;]*?\bon\s+(?:[\w%]+\.)?(\w+)[^(]*\(([^;]*?)\)/gi,
  )) {
    const column = distributions.get(name!);
    if (unique && column !== REFERENCE && !columnsOf(columns!).includes(column ?? '')) {
      found.push(`${name}: a unique index without the distribution column ${column}`);
    }
  }
  for (const [what] of plain.matchAll(
    /\bcreate\s+(?:or\s+replace\s+)?(?:constraint\s+)?(?:trigger|rule)\b|\bmerge\s+into\b/gi,
  )) {
    found.push(`not allowed: ${what.toLowerCase()}`);
  }
  return found;
}

/** What breaks a rule in a statement that is run. */
export function statementViolations(sql: string, distributions: Distributions): string[] {
  const plain = withoutText(sql).replace(/\s+/g, ' ');
  const found: string[] = [];
  if (/\bmerge into\b/i.test(plain)) found.push('MERGE');
  if (/\bgrouping sets\b|\brollup ?\(|\bcube ?\(/i.test(plain)) found.push('grouping sets');
  if (/\bwith recursive\b/i.test(plain)) found.push('a recursive common table expression');
  for (const clause of plain.matchAll(/\bfor (?:no key )?(?:update|share)\b(?! of)/gi)) {
    const locked = tablesRead(plain.slice(0, clause.index)).filter((table) => isDistributed(table, distributions));
    if (locked.length > 0) found.push(`row locks on distributed ${locked.join(', ')}`);
  }
  for (const [, action] of plain.matchAll(/\bdo update set (.*?)(?= returning | where |$)/gi)) {
    if (
      /\b(?:now|clock_timestamp|transaction_timestamp|statement_timestamp|random|gen_random_uuid) ?\(|\bcurrent_(?:timestamp|date|time)\b/i.test(
        action!,
      )
    ) {
      found.push('a volatile function in DO UPDATE');
    }
  }
  for (const { table, columns } of assignments(plain)) {
    const column = distributions.get(table);
    if (column !== undefined && columns.includes(column))
      found.push(`an update of ${table}.${column}, its distribution column`);
  }
  for (const [, table, target] of plain.matchAll(/\binsert into (?:\w+\.)?(\w+)[^;]*?\bon conflict ?\(([^)]*)\)/gi)) {
    const column = distributions.get(table!);
    if (isDistributed(table!, distributions) && !columnsOf(target!).includes(column!)) {
      found.push(`a conflict target of ${table} without its distribution column ${column}`);
    }
  }
  if (/\bcreate (?:or replace )?(?:constraint )?trigger\b/i.test(plain)) found.push('a trigger');
  return found;
}

/** The statement without string literals and comments; quoted names stay. */
export function withoutText(sql: string): string {
  return sql.replace(/--[^\n]*|\/\*[\s\S]*?\*\/|'(?:[^']|'')*'/g, (text) => (text.startsWith("'") ? "''" : ' '));
}

function createdTables(sql: string): CreatedTable[] {
  const found: CreatedTable[] = [];
  const pattern =
    /((?:^[ \t]*--[^\n]*\n)*)^[ \t]*create\s+(?:unlogged\s+)?table\s+(?:if\s+not\s+exists\s+)?(?:[\w%]+\.)?(\w+)\s*\(/gim;
  for (const match of sql.matchAll(pattern)) {
    const start = match.index + match[0].length;
    const distribution = /distribution:\s*(\w+)/.exec(match[1]!)?.[1];
    found.push({ name: match[2]!, distribution, body: withoutText(insideParentheses(sql, start)) });
  }
  return found;
}

function tableViolations({ name, distribution, body }: CreatedTable): string[] {
  if (distribution === undefined) return [`${name}: no “distribution: …” in the comment above it`];
  const found: string[] = [];
  if (/\breferences\b|\bforeign\s+key\b/i.test(body)) found.push(`${name}: a foreign key`);
  if (distribution === REFERENCE) return found;
  if (!new RegExp(`^\\s*${distribution}\\s`, 'm').test(body)) found.push(`${name}: no column ${distribution}`);
  if (/\b(?:small|big)?serial\b|\bgenerated\s+(?:always|by\s+default)\s+as\s+identity\b|\bnextval\b/i.test(body)) {
    found.push(`${name}: a sequence`);
  }
  const keys = keysOf(body);
  if (!keys.some(({ primary }) => primary)) found.push(`${name}: no primary key`);
  for (const key of keys) {
    if (!key.columns.includes(distribution))
      found.push(`${name}: a key (${key.columns.join(', ')}) without ${distribution}`);
  }
  return found;
}

function keysOf(body: string): { primary: boolean; columns: string[] }[] {
  const wholes = [...body.matchAll(/\b(primary\s+key|unique)\s*\(([^)]*)\)/gi)].map(([, kind, columns]) => ({
    primary: /^primary/i.test(kind!),
    columns: columnsOf(columns!),
  }));
  const single = [...body.matchAll(/^\s*(\w+)\s[^,\n]*?\b(primary\s+key|unique)\b(?!\s*\()/gim)].map(
    ([, column, kind]) => ({
      primary: /^primary/i.test(kind!),
      columns: [column!],
    }),
  );
  return [...wholes, ...single];
}

function insideParentheses(sql: string, start: number): string {
  let depth = 1;
  for (let i = start; i < sql.length; i++) {
    if (sql[i] === '(') depth++;
    else if (sql[i] === ')' && --depth === 0) return sql.slice(start, i);
  }
  return sql.slice(start);
}

function columnsOf(list: string): string[] {
  return list.split(',').map((column) => column.trim().split(/[\s(]/)[0]!.toLowerCase());
}

function tablesRead(sql: string): string[] {
  return [...sql.matchAll(/\b(?:from|join|update|into) (?:only )?(?:\w+\.)?(\w+)/gi)].map(([, table]) =>
    table!.toLowerCase(),
  );
}

function isDistributed(table: string, distributions: Distributions): boolean {
  const column = distributions.get(table);
  return column !== undefined && column !== REFERENCE;
}

/** What `update … set` and `on conflict do update set` assign to. */
function assignments(plain: string): { table: string; columns: string[] }[] {
  const found: { table: string; columns: string[] }[] = [];
  for (const [, table, set] of plain.matchAll(
    /\bupdate (?:only )?(?:\w+\.)?(\w+)(?: (?:as )?(?!set\b)\w+)? set (.*?)(?= from | where | returning |;|$)/gi,
  )) {
    found.push({ table: table!.toLowerCase(), columns: assignedColumns(set!) });
  }
  for (const [, table, set] of plain.matchAll(
    /\binsert into (?:\w+\.)?(\w+)[^;]*?\bdo update set (.*?)(?= where | returning |;|$)/gi,
  )) {
    found.push({ table: table!.toLowerCase(), columns: assignedColumns(set!) });
  }
  return found;
}

function assignedColumns(set: string): string[] {
  return [...set.matchAll(/(?:^|,) ?(?:\w+\.)?(\w+) ?=/g)].map(([, column]) => column!.toLowerCase());
}
