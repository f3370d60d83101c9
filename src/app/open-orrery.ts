/** Puts the parts together: the one place where use cases meet database, clock and files. */
import { readFileSync } from 'node:fs';
import { join, resolve as resolvePath } from 'node:path';
import { createDocumentReader, type DocumentReader } from '../documents/read-document.ts';
import { type AliasMatcher, buildAliasMatcher } from '../extraction/prose/alias-matcher.ts';
import { type Database, DatabaseUnavailableError } from '../storage/database.ts';
import { EmbeddedPostgresError } from '../storage/embedded/embedded-postgres.ts';
import { type OpenedDatabase, openDatabase } from '../storage/open-database.ts';
import { packageRoot } from '../storage/package-root.ts';
import { allNames } from '../storage/reader/entities.ts';
import { type Derivations, rebuildDerived } from '../storage/rebuild.ts';
import { loadDerivations } from './derivations.ts';
import { readArrival, readArrivalList, readDocumentList, readDocumentPage, readSourceList } from './document-pages.ts';
import { readMap } from './ecosystem-map.ts';
import { listPropositions, readEntityPage, readEvidence } from './entity-page.ts';
import { exportClaims } from './export.ts';
import { findEntity } from './find-entity.ts';
import type { ImportDeps } from './import-deps.ts';
import { loadStarter } from './import-starter.ts';
import { judge } from './judge.ts';
import { knownNames } from './known-names.ts';
import { runPipeline } from './pipeline.ts';
import { readReview } from './review-queue.ts';
import { search } from './search.ts';
import { backupStore, purgeDocument, restoreStore } from './store-copy.ts';
import { readStatus } from './store-status.ts';
import { type Orrery, StoreUnavailableError } from './use-cases.ts';

export interface OpenOrreryOptions {
  /** Default `.orrery` in the working folder. */
  readonly dataDir?: string | undefined;
  /** A PostgreSQL server instead of the embedded one. */
  readonly databaseUrl?: string | undefined;
  readonly log?: ((line: string) => void) | undefined;
  /** Load the starter knowledge when the store has none of it, or an older one. */
  readonly starter?: boolean | undefined;
  /** Takes every statement that is run, for tests. */
  readonly onStatement?: ((sql: string) => void) | undefined;
}

export const DEFAULT_DATA_DIR = '.orrery';

export async function openOrrery(options: OpenOrreryOptions = {}): Promise<Orrery> {
  const dataDir = resolvePath(options.dataDir ?? DEFAULT_DATA_DIR);
  const opened = await explained(() =>
    openDatabase({ dataDir, databaseUrl: options.databaseUrl, log: options.log, onStatement: options.onStatement }),
  );
  try {
    const derivations = await loadDerivations();
    if (opened.rebuildNeeded) {
      options.log?.('bringing derived state up to this version');
      await explained(() => rebuildDerived(opened.database, derivations));
    }
    if (options.starter === true) {
      await explained(() => loadStarter({ database: opened.database, derivations }, options.log ?? (() => undefined)));
    }
    return useCases(opened, derivations, dataDir);
  } catch (error) {
    await opened.close();
    throw error;
  }
}

function useCases(opened: OpenedDatabase, derivations: Derivations, dataDir: string): Orrery {
  const { database } = opened;
  const read = { database, resolve: derivations.resolve };
  const deps = importDeps(database, derivations);
  const cases: Omit<Orrery, 'close'> = {
    search: (text, searchOptions) => search(database, text, searchOptions?.limit ?? 20),
    entity: (nameOrId, moment) => readEntityPage(read, nameOrId, moment),
    propositions: (entityId, request) => listPropositions(read, entityId, request),
    evidence: (entityId, propositionId, request) => readEvidence(read, entityId, propositionId, request),
    map: (request) => readMap(database, request),
    documents: (request) => readDocumentList(database, request),
    document: (id) => readDocumentPage(database, id),
    sources: () => readSourceList(database),
    arrivals: (request) => readArrivalList(database, request),
    arrival: (id) => readArrival(database, id),
    reviewQueue: (request) => readReview(read, request),
    judge: (request) => judge(database, request),
    import: (request) => runPipeline(deps, request),
    export: (request) =>
      exportClaims({ ...read, findEntity: (name) => findEntity(database, name), clock: () => new Date() }, request),
    rebuild: async (onProgress) => {
      const started = performance.now();
      const result = await rebuildDerived(database, derivations, onProgress);
      return { ...result, elapsedMs: Math.round(performance.now() - started) };
    },
    backup: (file, onProgress) => backupStore(database, file, onProgress),
    restore: async (file, onProgress) => {
      const result = await restoreStore({ database, derivations }, file, onProgress);
      deps.namesChanged();
      return result;
    },
    purge: async (request) => {
      const result = await purgeDocument({ database, derivations }, request);
      deps.namesChanged();
      return result;
    },
    status: () => readStatus(database, { version: packageVersion(), dataDir }),
  };
  return {
    ...explainAll(cases),
    async close() {
      await deps.reader.close();
      await opened.close();
    },
  };
}

function importDeps(database: Database, derivations: Derivations): ImportDeps & { reader: DocumentReader } {
  let matcher: Promise<AliasMatcher> | undefined;
  return {
    database,
    derivations,
    reader: createDocumentReader(),
    matcher() {
      matcher ??= allNames(database).then((names) => buildAliasMatcher(knownNames(names)));
      return matcher;
    },
    namesChanged() {
      matcher = undefined;
    },
  };
}

/** The adapters know one error for a store that cannot be reached, whatever the reason below. */
async function explained<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof DatabaseUnavailableError || error instanceof EmbeddedPostgresError) {
      throw new StoreUnavailableError(error.message, error.hint, error);
    }
    throw error;
  }
}

type AsyncMethods = Record<string, (...values: never[]) => Promise<unknown>>;

function explainAll<T extends object>(cases: T): T {
  const wrapped = Object.entries(cases as AsyncMethods).map(([name, method]) => [
    name,
    (...values: never[]) => explained(() => method(...values)),
  ]);
  return Object.fromEntries(wrapped) as T;
}

export function packageVersion(): string {
  const parsed: unknown = JSON.parse(readFileSync(join(packageRoot(), 'package.json'), 'utf8'));
  return typeof parsed === 'object' && parsed !== null && 'version' in parsed ? String(parsed.version) : 'unknown';
}
