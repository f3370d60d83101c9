/**
 * The way of an input through the stages: sources → documents → claims → names and entities → graph.
 *
 * This file knows the order and nothing else does. One bad input is an outcome with its reasons, and the rest goes on; a lost database
 * or a person's interruption ends the run.
 */
import { createHash } from 'node:crypto';
import { basename } from 'node:path';
import type { ImportOutcome } from '../api/contract/documents.ts';
import { detectFormat, FORMAT_HEAD_BYTES } from '../documents/detect-format.ts';
import { type FoundFormat, findFormat } from '../extraction/structured/formats.ts';
import { gunzipBounded, isGzip } from '../extraction/structured/json/gunzip.ts';
import type { DocumentId } from '../model/evidence/identifiers.ts';
import { isRefused } from '../model/evidence/structured.ts';
import { retrievePaths } from '../sources/local-files.ts';
import type { Retrieved, RetrievedItem } from '../sources/retrieved-item.ts';
import { retrieveUrl } from '../sources/web-page.ts';
import { storeBlob } from '../storage/blob.ts';
import { inTransaction } from '../storage/database.ts';
import { prepareStages, writeBatch } from '../storage/ground-writer.ts';
import { withImportLock } from '../storage/import-lock.ts';
import { isImported, type RunningArrival, startArrival } from '../storage/import-run.ts';
import { purgedBefore } from '../storage/purged.ts';
import { storeRetrieval } from '../storage/report-writer.ts';
import type { ImportDeps } from './import-deps.ts';
import { importReport } from './import-report.ts';
import { completeArrival, importStructured, newerRelease } from './import-structured.ts';
import { inputFailure, sentence } from './input-failure.ts';
import type { ImportRequest } from './use-cases.ts';

/** Documents of prose are read whole; data sets stream. */
const MOST_DOCUMENT_BYTES = 64 * 1024 * 1024;

export async function runPipeline(deps: ImportDeps, request: ImportRequest): Promise<ImportOutcome[]> {
  const outcomes: ImportOutcome[] = [];
  for await (const retrieved of retrieveAll(request)) {
    request.signal?.throwIfAborted();
    const started = performance.now();
    const outcome = await importOne(deps, request, retrieved);
    const finished = { ...outcome, elapsedMs: Math.round(performance.now() - started) };
    outcomes.push(finished);
    request.onOutcome?.(finished);
  }
  return outcomes;
}

async function* retrieveAll(request: ImportRequest): AsyncIterable<Retrieved> {
  for (const input of request.inputs) {
    if (typeof input !== 'string') yield { ok: true, item: handedIn(input.name, input.bytes) };
    else if (/^https?:\/\//i.test(input)) yield await retrieveUrl(input, {});
    else yield* retrievePaths([input]);
  }
}

function handedIn(name: string, bytes: Uint8Array): RetrievedItem {
  return {
    name: basename(name),
    location: { path: name },
    sizeBytes: bytes.length,
    async *open() {
      yield bytes;
    },
    read: async () => bytes,
  };
}

async function importOne(deps: ImportDeps, request: ImportRequest, retrieved: Retrieved): Promise<ImportOutcome> {
  if (!retrieved.ok) {
    const passed = refusal(retrieved.location, null, retrieved.location, sentence(retrieved.reason), retrieved.hint);
    return retrieved.skipped === true ? { ...passed, state: 'skipped' } : passed;
  }
  const { item } = retrieved;
  const path = locationOf(item);
  try {
    request.onProgress?.({
      path,
      phase: 'reading',
      done: 0,
      ...(item.sizeBytes === undefined ? {} : { total: item.sizeBytes }),
    });
    const { sha256, sizeBytes, head } = await fingerprint(item, request.signal);
    const document = `doc:${sha256.slice(0, 32)}` as DocumentId;
    if (sizeBytes === 0)
      return refusal(
        path,
        null,
        path,
        'The file is empty.',
        'Check that it was written to the end, and import it again.',
      );
    const facts = { path, item, document, sha256, sizeBytes };
    const known = await metBefore(deps, request, facts);
    if (known) return known;
    const chunks = openerOf(item, head);
    const found = looksStructured(head, item.name) ? await findFormat(chunks, item.name) : undefined;
    const take = (): Promise<ImportOutcome> =>
      found ? takeStructured(deps, request, facts, found, chunks) : takeReport(deps, request, facts);
    if (request.dryRun) return await take();
    const key = found?.probe.dataset.id ?? document;
    const onWait = (): void => request.onProgress?.({ path, phase: 'waiting for another import of it', done: 0 });
    // Another process may have imported it to the end meanwhile.
    return await withImportLock(
      deps.database,
      { key, signal: request.signal, onWait },
      async () => (await metBefore(deps, request, facts)) ?? (await take()),
    );
  } catch (error) {
    const failure = inputFailure(error, { path, name: item.name });
    if (failure) return refusal(path, null, failure.place, failure.reason, failure.hint);
    throw error;
  }
}

interface ItemFacts {
  readonly path: string;
  readonly item: RetrievedItem;
  readonly document: DocumentId;
  readonly sha256: string;
  readonly sizeBytes: number;
}

/** What became of these bytes before: purged, or imported to the end. */
async function metBefore(
  deps: ImportDeps,
  request: ImportRequest,
  { path, document, sha256 }: ItemFacts,
): Promise<ImportOutcome | undefined> {
  const known = await deps.database.withSession(async (session) => ({
    purged: await purgedBefore(session, sha256),
    imported: await isImported(session, document),
  }));
  if (known.purged) {
    return refusal(
      path,
      null,
      path,
      `These bytes were purged: ${known.purged.reason}`,
      'Nothing was read. If it was purged by mistake, restore a backup from before.',
    );
  }
  if (!known.imported) return undefined;
  if (!request.dryRun)
    await deps.database.transaction((session) => storeRetrieval(session, { document, location: path }));
  return { ...blank(path), state: 'already-known', documentId: document };
}

async function takeStructured(
  deps: ImportDeps,
  request: ImportRequest,
  facts: ItemFacts,
  found: FoundFormat,
  chunks: () => AsyncIterable<Uint8Array>,
): Promise<ImportOutcome> {
  const { path, document } = facts;
  const { dataset } = found.probe;
  if (request.dryRun) return dryRunStructured(path, document, found, chunks);
  const newer = await deps.database.withSession((session) => newerRelease(session, found, document));
  if (newer !== undefined) {
    return refusal(
      path,
      found.format.name,
      path,
      `It is an older release of ${dataset.title} (${dataset.release ?? dataset.publishedAt}) than the one held (${newer}).`,
      'Import releases from old to new; what an older one said is then answered with --held-at.',
    );
  }
  const arrival = await begin(deps, request, facts, {
    kind: 'dataset',
    format: found.format.name,
    title: dataset.title,
    publisher: dataset.publisher,
    ...(dataset.publishedAt === undefined ? {} : { publishedAt: dataset.publishedAt.slice(0, 10) }),
    ...(dataset.url === undefined ? {} : { url: dataset.url }),
    dataset: dataset.id,
    ...(dataset.release === undefined ? {} : { release: dataset.release }),
  });
  const outcome = await importStructured({
    database: deps.database,
    derivations: deps.derivations,
    found,
    chunks,
    document,
    arrival,
    author: request.author,
    tlp: request.tlp ?? 'clear',
    signal: request.signal,
    onProgress: (phase, done, total) => request.onProgress?.({ path, phase, done, total }),
  });
  await completeArrival(deps.database, arrival, outcome.counts, outcome.problems, []);
  deps.namesChanged();
  return {
    ...blank(path),
    state: arrival.resumed ? 'resumed' : 'added',
    format: found.format.name,
    documentId: document,
    rows: outcome.rows,
    claims: outcome.claims,
    problems: outcome.problems,
  };
}

async function takeReport(deps: ImportDeps, request: ImportRequest, facts: ItemFacts): Promise<ImportOutcome> {
  const { path, item, document, sha256, sizeBytes } = facts;
  const bytes = await item.read(MOST_DOCUMENT_BYTES);
  const parsed = await deps.reader.read(bytes, {
    name: item.name,
    ...('url' in item.location ? webHint(item.location) : {}),
  });
  if (request.dryRun) return { ...blank(path), state: 'would-add', format: parsed.mediaType, documentId: document };
  request.onProgress?.({ path, phase: 'claims', done: 0 });
  const matcher = await deps.matcher();
  const arrival = await begin(deps, request, facts, {
    kind: 'report',
    format: parsed.mediaType,
    title: parsed.title ?? item.name,
  });
  const outcome = await importReport({
    arrival: arrival.id,
    database: deps.database,
    derivations: deps.derivations,
    matcher,
    parsed,
    document,
    sha256,
    sizeBytes,
    author: request.author,
    tlp: request.tlp ?? 'clear',
  });
  deps.namesChanged();
  return {
    ...blank(path),
    state: 'added',
    format: parsed.mediaType,
    documentId: document,
    rows: { added: 1, alreadyKnown: 0, refused: 0, withdrawn: 0 },
    claims: { added: outcome.counts.newClaims, alreadyKnown: outcome.counts.repeats, withdrawn: 0 },
    problems: parsed.issues.map((issue) => ({ place: issue.place ?? path, reason: issue.message, hint: null })),
  };
}

/** Document row, bytes, retrieval and arrival, so that an interrupted import is found again. */
async function begin(
  deps: ImportDeps,
  request: ImportRequest,
  facts: ItemFacts,
  what: {
    kind: 'report' | 'dataset';
    format: string;
    title?: string;
    publisher?: string;
    publishedAt?: string;
    url?: string;
    dataset?: string;
    release?: string;
  },
): Promise<RunningArrival> {
  const { document, item, path, sha256, sizeBytes } = facts;
  const { kind, format, dataset, release, ...metadata } = what;
  const marking = { tlp: request.tlp ?? 'clear' } as const;
  return deps.database.withSession(async (session) => {
    await prepareStages(session);
    return inTransaction(session, async () => {
      if (kind === 'dataset') {
        await writeBatch(
          session,
          {
            documents: [
              {
                id: document,
                kind,
                held: true,
                sha256,
                sizeBytes,
                mediaType: format,
                ...metadata,
                evidenceClass: 'dataset',
                ...(dataset === undefined ? {} : { dataset: dataset as never }),
                ...(release === undefined ? {} : { release }),
                marking,
                author: request.author,
              },
            ],
            referents: [],
            claims: [],
            sourceRows: [],
            names: [],
            same: [],
          },
          deps.derivations.resolve,
        );
      }
      await storeBlob(session, sha256, item.open());
      const arrival = await startArrival(session, {
        name: metadata.title ?? item.name,
        kind,
        format,
        document,
        ...(dataset === undefined ? {} : { dataset }),
        ...(release === undefined ? {} : { release }),
        author: request.author,
      });
      if (!arrival.resumed) {
        await storeRetrieval(session, {
          document,
          location: path,
          ...('url' in item.location ? { finalLocation: item.location.finalUrl } : {}),
        });
      }
      return arrival;
    });
  });
}

async function dryRunStructured(
  path: string,
  document: DocumentId,
  found: FoundFormat,
  chunks: () => AsyncIterable<Uint8Array>,
): Promise<ImportOutcome> {
  const problems: ImportOutcome['problems'] = [];
  let added = 0;
  let claims = 0;
  for await (const row of found.format.rows(chunks(), found.probe)) {
    if (isRefused(row)) problems.push({ place: row.pointer, reason: row.reason, hint: null });
    else {
      added++;
      claims += found.format.map(row, { document, dataset: found.probe.dataset, markings: found.probe.markings }).claims
        .length;
    }
  }
  return {
    ...blank(path),
    state: 'would-add',
    format: found.format.name,
    documentId: document,
    rows: { added, alreadyKnown: 0, refused: problems.length, withdrawn: 0 },
    claims: { added: claims, alreadyKnown: 0, withdrawn: 0 },
    problems,
  };
}

async function fingerprint(
  item: RetrievedItem,
  signal: AbortSignal | undefined,
): Promise<{ sha256: string; sizeBytes: number; head: Uint8Array }> {
  const hash = createHash('sha256');
  let sizeBytes = 0;
  let head = new Uint8Array(0);
  for await (const chunk of item.open()) {
    signal?.throwIfAborted();
    hash.update(chunk);
    sizeBytes += chunk.length;
    if (head.length < FORMAT_HEAD_BYTES)
      head = Buffer.concat([head, chunk.subarray(0, FORMAT_HEAD_BYTES - head.length)]);
  }
  return { sha256: hash.digest('hex'), sizeBytes, head };
}

function openerOf(item: RetrievedItem, head: Uint8Array): () => AsyncIterable<Uint8Array> {
  return isGzip(head) ? () => gunzipBounded(item.open()) : () => item.open();
}

/** JSON and CSV, also gzipped; a gzip of prose is told apart by its inner name. */
function looksStructured(head: Uint8Array, name: string): boolean {
  const format = detectFormat(head, name);
  if (format === 'json' || format === 'csv') return true;
  return format === 'gzip' && !/\.(?:txt|html?|xhtml|md|markdown|pdf|docx)\.gz$/i.test(name);
}

function webHint(location: { url: string; finalUrl: string; headers: Readonly<Record<string, string>> }): {
  url: string;
  mediaType?: string;
} {
  const mediaType = location.headers['content-type'];
  return { url: location.finalUrl, ...(mediaType === undefined ? {} : { mediaType }) };
}

function locationOf(item: RetrievedItem): string {
  return 'url' in item.location ? item.location.url : item.location.path;
}

function blank(path: string): ImportOutcome {
  return {
    path,
    state: 'refused',
    format: null,
    documentId: null,
    rows: { added: 0, alreadyKnown: 0, refused: 0, withdrawn: 0 },
    claims: { added: 0, alreadyKnown: 0, withdrawn: 0 },
    problems: [],
    elapsedMs: 0,
  };
}

function refusal(path: string, format: string | null, place: string, reason: string, hint: string): ImportOutcome {
  return { ...blank(path), format, problems: [{ place, reason, hint }] };
}
