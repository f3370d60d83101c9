/**
 * What a store holds, to be compared with another: every ground table, and derived state.
 *
 * Left out is what differs between two stores that were told the same: instants, random ids, and where bytes were met.
 * Of instants that end something, whether they are set is kept.
 */
import { Database } from '../../src/storage/database.ts';

export type StoredState = Readonly<Record<string, readonly string[]>>;

const IS_SET = (column: string): string => `(${column} is not null) as ${column}`;

/** Columns that are compared, by table. */
const GROUND: Readonly<Record<string, string>> = {
  document:
    'id, kind, held, sha256, media_type, size_bytes, title, publisher, authors, published, language, url, url_key, evidence_class, dataset, release, md5(text) as text, landmarks, links, issues, citation_name, tlp, misp_distribution, sharing_group, statements, author',
  blob_piece: 'sha256, number, md5(bytes) as bytes',
  source_row: `dataset, key, version, type, hash, pointer, document, md5(raw) as raw, tlp, ${IS_SET('withdrawn_at')}`,
  referent: 'id, type, source_type, label',
  claim: `subject, id, ${IS_SET('withdrawn_at')}, kind, predicate, object_referent, object_value, negated, qualifiers, document, span, quote, cited, via, source_key, report, origin, origin_held, speaker, hedges, basis, evidence_class, valid_from, valid_to, published, how, version, status, tlp, misp_distribution, sharing_group, statements, author`,
  extraction: 'document, version, result',
  finding: `id, kind, left_id, right_id, relation, probability, method, version, signals, ${IS_SET('withdrawn_at')}`,
  judgement: 'kind, target, decision, author, reason, supersedes',
  disclosure: 'format, audience, tlp, about, author, claim_count, sha256',
  tombstone: 'document, sha256, reason, author, claim_count',
};
const ARRIVAL: Readonly<Record<string, string>> = {
  arrival: `name, kind, format, document, dataset, release, complete, counts, refused, contradictions, author, ${IS_SET('finished_at')}`,
};
const DERIVED: Readonly<Record<string, string>> = {
  'derived.member': 'referent, entity',
  'derived.entity': 'id, type, label',
  'derived.entity_name': 'entity, referent, key, name, predicate, grams',
  'derived.edge': `entity, proposition, claim_id, direction, other, ${IS_SET('withdrawn_at')}, claim_subject, kind, predicate, negated, valid_from::text, valid_to::text, published::text, status, report, origin, origin_held, contested, evidence_class, tlp`,
  'derived.claim_overlay': 'claim_id, status, credibility, passage, contested',
  'derived.document_words': 'document, words::text',
};

/** Ground tables, the log of arrivals too. */
export function groundState(database: Database): Promise<StoredState> {
  return read(database, { ...GROUND, ...ARRIVAL });
}

export function derivedState(database: Database): Promise<StoredState> {
  return read(database, DERIVED);
}

/** The tables that differ, each with the first lines that only one side has: short enough to be read in a failure. */
export function differences(actual: StoredState, expected: StoredState): string[] {
  return Object.keys(expected).flatMap((table) => {
    const extra = minus(actual[table] ?? [], expected[table] ?? []);
    const missing = minus(expected[table] ?? [], actual[table] ?? []);
    if (extra.length === 0 && missing.length === 0) return [];
    const shown = [...extra.slice(0, 2).map((line) => `+ ${line}`), ...missing.slice(0, 2).map((line) => `- ${line}`)];
    return [`${table}: ${extra.length} too many, ${missing.length} missing`, ...shown];
  });
}

export async function withDatabase<T>(databaseUrl: string, work: (database: Database) => Promise<T>): Promise<T> {
  const database = new Database({ connection: { connectionString: databaseUrl }, description: 'test store' });
  try {
    return await work(database);
  } finally {
    await database.close();
  }
}

async function read(database: Database, tables: Readonly<Record<string, string>>): Promise<StoredState> {
  const state: Record<string, string[]> = {};
  for (const [table, columns] of Object.entries(tables)) {
    const { rows } = await database.query<{ line: string }>(
      `select row_to_json(t)::text as line from (select ${columns} from ${table}) t`,
    );
    state[table] = rows.map(({ line }) => line).sort();
  }
  return state;
}

/** Lines of `left` beyond those of `right`, counted. */
function minus(left: readonly string[], right: readonly string[]): string[] {
  const counts = new Map<string, number>();
  for (const line of right) counts.set(line, (counts.get(line) ?? 0) + 1);
  return left.filter((line) => {
    const count = counts.get(line) ?? 0;
    if (count > 0) counts.set(line, count - 1);
    return count === 0;
  });
}
