/**
 * Stores a data set: rows that are new or changed are mapped to claims; rows that a newer release leaves out are withdrawn.
 *
 * Invariants: each batch is stored whole or not at all, and a killed import is continued by the same import; a row whose exact text is
 * held costs a hash and nothing more; things come before the relations between them, so that identities are known first.
 */
import { createHash } from 'node:crypto';
import type { FoundFormat } from '../extraction/structured/formats.ts';
import { claimId } from '../model/evidence/claim-id.ts';
import type { GroundBatch } from '../model/evidence/ground.ts';
import type { DocumentId } from '../model/evidence/identifiers.ts';
import { isRefused, type MappingContext, type RefusedRow, type StructuredRow } from '../model/evidence/structured.ts';
import { strictestTlp, type TlpLevel } from '../model/tlp/tlp.ts';
import { type Database, inTransaction, type Session } from '../storage/database.ts';
import { prepareStages, writeBatch } from '../storage/ground-writer.ts';
import {
  type ArrivalCounts,
  finishArrival,
  type HeldRow,
  heldRows,
  importedReleases,
  type RunningArrival,
  refreshStatistics,
  rowTexts,
  updateArrival,
  withdraw,
} from '../storage/import-run.ts';
import type { Derivations } from '../storage/rebuild.ts';
import { BatchBuilder } from './ground-batch.ts';

export interface StructuredImport {
  readonly database: Database;
  readonly derivations: Derivations;
  readonly found: FoundFormat;
  readonly chunks: () => AsyncIterable<Uint8Array>;
  readonly document: DocumentId;
  readonly arrival: RunningArrival;
  readonly author: string;
  readonly tlp: TlpLevel;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress: (phase: string, done: number, total: number) => void;
}

export interface StructuredOutcome {
  /** Of the whole arrival, earlier interrupted runs included. */
  readonly counts: ArrivalCounts;
  readonly rows: { added: number; alreadyKnown: number; refused: number; withdrawn: number };
  readonly claims: { added: number; alreadyKnown: number; withdrawn: number };
  readonly problems: { place: string; reason: string; hint: string | null }[];
}

const BATCH_SIZE = 12_000;
/** Of rows as text: a few large ones make a batch too, so that memory stays bounded whatever a row weighs. */
const BATCH_CHARACTERS = 8 * 1024 * 1024;
const MOST_PROBLEMS = 1000;
/** After so many the database's idea of its tables is out of date. */
const MANY_CLAIMS = 2000;
/** What stands between things is read after the things. */
const RELATIONS = new Set(['relationship', 'sighting', 'report', 'note', 'opinion', 'grouping']);

/** A release that an already imported, newer one supersedes; undefined when this one may be imported. */
export async function newerRelease(
  session: Session,
  found: FoundFormat,
  document: string,
): Promise<string | undefined> {
  const { dataset } = found.probe;
  if (!dataset.complete) return undefined;
  for (const held of await importedReleases(session, dataset.id)) {
    if (held.document === document) continue;
    const heldDay = held.published ?? '';
    const ownDay = dataset.publishedAt?.slice(0, 10) ?? '';
    if (heldDay !== '' && ownDay !== '' && ownDay < heldDay) return held.release ?? heldDay;
  }
  return undefined;
}

export async function importStructured(input: StructuredImport): Promise<StructuredOutcome> {
  const { database, found } = input;
  const { dataset } = found.probe;
  const state: ImportState = {
    input,
    context: { document: input.document, dataset, markings: found.probe.markings },
    contexts: new Map(),
    builder: new BatchBuilder(
      { kind: 'dataset', marking: { tlp: input.tlp }, author: input.author },
      input.derivations.nameEntries,
    ),
    held: await database.withSession((session) => heldRows(session, dataset.id, input.document)),
    seen: new Set(),
    pendingKeys: new Set(),
    pendingCharacters: 0,
    changed: [],
    writing: Promise.resolve(),
    // Every run meets every refusal anew.
    counts: { ...input.arrival.counts, refused: 0 },
    outcome: {
      rows: { added: 0, alreadyKnown: 0, refused: 0, withdrawn: 0 },
      claims: { added: 0, alreadyKnown: 0, withdrawn: 0 },
      problems: [],
    },
    done: 0,
  };
  await database.withSession(async (session) => {
    await prepareStages(session);
    try {
      const waiting = await takeThings(session, state);
      if (waiting > 0) await takeRelations(session, state);
      await flush(session, state);
      await state.writing;
      if (dataset.complete) await withdrawAbsent(session, state);
      if (state.outcome.claims.added >= MANY_CLAIMS) await refreshStatistics(session);
    } finally {
      // Whatever ends the run, the connection is given back with no batch on its way; the first error is the one to report.
      await state.writing.catch(() => undefined);
    }
  });
  return { ...state.outcome, counts: state.counts };
}

/** Everything but relations, and relations that are held as they are. Returns how many relations are still to be read. */
async function takeThings(session: Session, state: ImportState): Promise<number> {
  let waiting = 0;
  for await (const row of rowsOf(state)) {
    if (isRefused(row)) refuse(state, row.pointer, row.reason);
    else if (!RELATIONS.has(row.type)) await takeRow(session, state, row);
    else if (isHeld(state, row)) {
      state.seen.add(row.key);
      countKnown(state);
    } else waiting++;
  }
  return waiting;
}

async function takeRelations(session: Session, state: ImportState): Promise<void> {
  for await (const row of rowsOf(state)) {
    if (isRefused(row) || !RELATIONS.has(row.type)) continue;
    // What is held as it is was counted in the first pass.
    if (state.seen.has(row.key) && isHeld(state, row)) continue;
    await takeRow(session, state, row);
  }
}

async function* rowsOf(state: ImportState): AsyncIterable<StructuredRow | RefusedRow> {
  const { found, chunks, signal } = state.input;
  for await (const row of found.format.rows(chunks(), found.probe)) {
    signal?.throwIfAborted();
    yield row;
  }
}

function isHeld(state: ImportState, row: StructuredRow): boolean {
  return state.held.get(row.key)?.hash === rowHash(row);
}

function countKnown(state: ImportState): void {
  state.done++;
  state.outcome.rows.alreadyKnown++;
}

function rowHash(row: StructuredRow): string {
  return createHash('sha256').update(row.raw).digest('hex').slice(0, 32);
}

/** Marks the arrival as whole. Apart from the import, so that what an import adds besides claims comes before it. */
export async function completeArrival(
  database: Database,
  arrival: RunningArrival,
  counts: ArrivalCounts,
  problems: readonly { place: string; reason: string }[],
  contradictions: readonly { left: string; right: string; reason: string }[],
): Promise<void> {
  await database.transaction((session) =>
    finishArrival(session, arrival.id, { counts, refused: problems, contradictions }),
  );
}

interface ImportState {
  readonly input: StructuredImport;
  readonly context: MappingContext;
  readonly contexts: Map<DocumentId, MappingContext>;
  readonly builder: BatchBuilder;
  readonly held: Map<string, HeldRow>;
  readonly seen: Set<string>;
  readonly pendingKeys: Set<string>;
  pendingCharacters: number;
  /** Keys in the batch whose held version gives way to the new one. */
  changed: string[];
  /** The batch on its way to the database. */
  writing: Promise<void>;
  counts: { -readonly [K in keyof ArrivalCounts]: ArrivalCounts[K] };
  readonly outcome: Omit<StructuredOutcome, 'counts'>;
  done: number;
}

async function takeRow(session: Session, state: ImportState, row: StructuredRow): Promise<void> {
  const { input, outcome } = state;
  state.done++;
  if (state.done % 2000 === 0) input.onProgress('claims', state.done, input.found.probe.rowCount);
  // The same id twice in one file: the batch that holds the first is stored before the second is compared with it.
  if (state.pendingKeys.has(row.key)) {
    await flush(session, state);
    await state.writing;
  }
  const hash = rowHash(row);
  const held = state.held.get(row.key);
  // A file may hold several versions of a row, and an earlier run of this import may have come to a later one.
  const again = state.seen.has(row.key) || held?.own === true;
  state.seen.add(row.key);
  if (held !== undefined) {
    if (held.hash === hash) {
      outcome.rows.alreadyKnown++;
      return;
    }
    const superseding = row.version > held.version;
    if (!superseding && (again || !input.found.probe.dataset.complete)) {
      if (row.version === held.version) {
        refuse(
          state,
          row.pointer,
          `${row.key} reuses an id and version that is held with other content; the held one is kept.`,
        );
      } else {
        outcome.rows.alreadyKnown++;
      }
      return;
    }
    state.changed.push(row.key);
  }
  const mapped = input.found.format.map(row, state.context);
  for (const issue of mapped.issues) note(state, issue.pointer, issue.message);
  state.builder.addMapped(mapped);
  state.builder.addRow({
    ...row,
    dataset: input.found.probe.dataset.id,
    document: input.document,
    hash,
    tlp: strictestTlp([input.tlp, ...mapped.claims.map((claim) => claim.marking?.tlp ?? 'clear')]),
  });
  state.pendingKeys.add(row.key);
  state.held.set(row.key, { key: row.key, version: row.version, hash, own: true });
  outcome.rows.added++;
  state.pendingCharacters += row.raw.length;
  if (state.builder.size >= BATCH_SIZE || state.pendingCharacters >= BATCH_CHARACTERS) await flush(session, state);
}

/** Hands the batch to the database and goes on reading while it is stored; at most one batch is on its way. */
async function flush(session: Session, state: ImportState): Promise<void> {
  await state.writing;
  if (state.builder.size === 0) return;
  const batch = state.builder.take();
  const { changed } = state;
  state.changed = [];
  state.pendingKeys.clear();
  state.pendingCharacters = 0;
  state.writing = store(session, state, batch, changed);
  // A failure is met at the next await of it; this only keeps it from counting as unhandled until then.
  state.writing.catch(() => undefined);
}

async function store(
  session: Session,
  state: ImportState,
  batch: GroundBatch,
  changed: readonly string[],
): Promise<void> {
  const { input, outcome, counts } = state;
  await inTransaction(session, async () => {
    if (changed.length > 0) {
      const kept = new Set(batch.claims.map((claim) => claim.id as string));
      const withdrawn = await withdrawRows(session, state, changed, kept);
      outcome.claims.withdrawn += withdrawn;
      counts.withdrawn += withdrawn;
    }
    const result = await writeBatch(session, batch, input.derivations.resolve);
    outcome.claims.added += result.claimsAdded;
    outcome.claims.alreadyKnown += result.claimsKnown;
    counts.newClaims += result.claimsAdded;
    counts.repeats += result.claimsKnown;
    counts.newEntities += result.referentsAdded;
    counts.newNames += result.namesAdded;
    await updateArrival(session, input.arrival.id, counts);
  });
  input.onProgress('claims', state.done, input.found.probe.rowCount);
}

/** Takes back the claims of held rows, but for those in `kept`: a newer release keeps the ids of unchanged claims. */
async function withdrawRows(
  session: Session,
  state: ImportState,
  keys: readonly string[],
  kept: ReadonlySet<string>,
): Promise<number> {
  const { format, probe } = state.input.found;
  const rows = await rowTexts(session, probe.dataset.id, keys);
  const claims = rows.flatMap((row) => {
    const context = contextOf(state, row.document as DocumentId);
    return format
      .map(row, context)
      .claims.map((draft) => ({ subject: draft.subject as string, id: claimId(draft) as string }));
  });
  return withdraw(session, { dataset: probe.dataset.id, keys, claims: claims.filter((claim) => !kept.has(claim.id)) });
}

/** One context for each release that held rows came from: a format may keep what it read of it. */
function contextOf(state: ImportState, document: DocumentId): MappingContext {
  const known = state.contexts.get(document);
  if (known) return known;
  const context = { ...state.context, document };
  state.contexts.set(document, context);
  return context;
}

async function withdrawAbsent(session: Session, state: ImportState): Promise<void> {
  const absent = [...state.held.keys()].filter((key) => !state.seen.has(key));
  for (let at = 0; at < absent.length; at += 2000) {
    const keys = absent.slice(at, at + 2000);
    await inTransaction(session, async () => {
      const withdrawn = await withdrawRows(session, state, keys, new Set());
      state.outcome.rows.withdrawn += keys.length;
      state.outcome.claims.withdrawn += withdrawn;
      state.counts.withdrawn += withdrawn;
      await updateArrival(session, state.input.arrival.id, state.counts);
    });
  }
}

function refuse(state: ImportState, place: string, reason: string): void {
  state.outcome.rows.refused++;
  state.counts.refused++;
  note(state, place, reason);
}

function note(state: ImportState, place: string, reason: string): void {
  if (state.outcome.problems.length < MOST_PROBLEMS) state.outcome.problems.push({ place, reason, hint: null });
}
