/**
 * A store filled through the real writers: data sets by their formats, reports and curated claims from plain descriptions.
 *
 * Everything in it is made up.
 */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { loadDerivations } from '../../src/app/derivations.ts';
import { BatchBuilder } from '../../src/app/ground-batch.ts';
import { completeArrival, importStructured } from '../../src/app/import-structured.ts';
import { findFormat } from '../../src/extraction/structured/formats.ts';
import type { ClaimDraft, EntityType } from '../../src/model/evidence/claim.ts';
import type { DocumentMetadata } from '../../src/model/evidence/document.ts';
import type { DocumentId } from '../../src/model/evidence/identifiers.ts';
import { referentId } from '../../src/model/evidence/identifiers.ts';
import type { Marking, TlpLevel } from '../../src/model/tlp/tlp.ts';
import { storeBlob } from '../../src/storage/blob.ts';
import { Database, inTransaction } from '../../src/storage/database.ts';
import { appendFindings } from '../../src/storage/findings.ts';
import { advanceClock, prepareStages, writeBatch } from '../../src/storage/ground-writer.ts';
import { startArrival } from '../../src/storage/import-run.ts';
import { refreshClaims } from '../../src/storage/overlay.ts';
import type { Derivations } from '../../src/storage/rebuild.ts';
import { storeExtraction, storeRetrieval } from '../../src/storage/report-writer.ts';
import { createTestDatabase } from '../postgres/test-database.ts';

export interface ReportThing {
  readonly namespace?: string;
  readonly key: string;
  readonly type: EntityType;
  readonly label: string;
}

export interface ReportClaim {
  readonly kind?: ClaimDraft['kind'];
  readonly subject: string;
  readonly predicate: string;
  /** Key of a thing; else a value. */
  readonly object?: string;
  readonly value?: string;
  readonly quote: string;
  readonly status?: ClaimDraft['status'];
  readonly negated?: boolean;
  readonly tlp?: TlpLevel;
  readonly marking?: Marking;
  readonly speaker?: ClaimDraft['speaker'];
  readonly valid?: ClaimDraft['valid'];
  readonly qualifiers?: Record<string, string>;
  readonly published?: string;
  /** A report that this one names for it. */
  readonly cited?: { readonly url: string; readonly title: string };
}

export interface Report extends DocumentMetadata {
  readonly text: string;
  readonly tlp?: TlpLevel;
  readonly marking?: Marking;
  readonly things: readonly ReportThing[];
  readonly claims: readonly ReportClaim[];
  readonly same?: readonly (readonly [string, string])[];
}

export class FilledStore {
  readonly database: Database;
  readonly derivations: Derivations;
  readonly drop: () => Promise<void>;

  private constructor(database: Database, derivations: Derivations, drop: () => Promise<void>) {
    this.database = database;
    this.derivations = derivations;
    this.drop = drop;
  }

  static async open(): Promise<FilledStore> {
    const test = await createTestDatabase();
    const database = new Database({ connection: test.connection, description: 'the test database' });
    return new FilledStore(database, await loadDerivations(), async () => {
      await database.close();
      await test.drop();
    });
  }

  /** A data set in any known format. Returns its document's id. */
  async importData(bytes: Uint8Array, name: string, tlp: TlpLevel = 'clear'): Promise<DocumentId> {
    const { database, derivations } = this;
    const chunks = async function* (): AsyncIterable<Uint8Array> {
      for (let at = 0; at < bytes.length; at += 1 << 20) yield bytes.subarray(at, at + (1 << 20));
    };
    const found = (await findFormat(chunks, name))!;
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    const document = `doc:${sha256.slice(0, 32)}` as DocumentId;
    const { dataset } = found.probe;
    const arrival = await database.withSession(async (session) => {
      await prepareStages(session);
      return inTransaction(session, async () => {
        const builder = new BatchBuilder(
          { kind: 'dataset', marking: { tlp }, author: 'tester' },
          derivations.nameEntries,
        );
        builder.addDocument({
          id: document,
          kind: 'dataset',
          held: true,
          sha256,
          sizeBytes: bytes.length,
          title: dataset.title,
          publisher: dataset.publisher,
          dataset: dataset.id,
          evidenceClass: 'dataset',
          marking: { tlp },
          author: 'tester',
        });
        await writeBatch(session, builder.take(), derivations.resolve);
        await storeBlob(session, sha256, chunks());
        await storeRetrieval(session, { document, location: `/data/${name}` });
        return startArrival(session, {
          name: dataset.title,
          kind: 'dataset',
          format: found.format.name,
          document,
          dataset: dataset.id,
          author: 'tester',
        });
      });
    });
    const outcome = await importStructured({
      database,
      derivations,
      found,
      chunks,
      document,
      arrival,
      author: 'tester',
      tlp,
      onProgress: () => undefined,
    });
    await completeArrival(database, arrival, outcome.counts, outcome.problems, []);
    return document;
  }

  async importJson(value: unknown, name = 'bundle.json', tlp: TlpLevel = 'clear'): Promise<DocumentId> {
    return this.importData(Buffer.from(JSON.stringify(value)), name, tlp);
  }

  async importFile(path: string): Promise<DocumentId> {
    return this.importData(gunzipSync(readFileSync(path)), path.replace(/^.*\//, '').replace(/\.gz$/, ''));
  }

  /** A held report with what was read from it. Returns its id. */
  async addReport(report: Report): Promise<{ document: DocumentId; claims: string[] }> {
    const { database, derivations } = this;
    const sha256 = createHash('sha256').update(report.text).digest('hex');
    const document = `doc:${sha256.slice(0, 32)}` as DocumentId;
    const marking = report.marking ?? { tlp: report.tlp ?? 'clear' };
    const builder = new BatchBuilder(
      { kind: 'report', marking, author: 'tester', ...(report.url === undefined ? {} : { url: report.url }) },
      derivations.nameEntries,
    );
    const { text, tlp: _, marking: __, things, claims, same, ...metadata } = report;
    builder.addDocument({
      id: document,
      kind: 'report',
      held: true,
      sha256,
      sizeBytes: text.length,
      mediaType: 'text/plain',
      ...metadata,
      text,
      marking,
      author: 'tester',
    });
    const idOf = (key: string): ReturnType<typeof referentId> => {
      const thing = things.find((one) => one.key === key);
      return referentId(thing?.namespace ?? 'name', key);
    };
    for (const thing of things) builder.addReferent({ id: idOf(thing.key), type: thing.type, label: thing.label });
    const made = claims.map(
      (claim, index) =>
        builder.addClaim(this.#draft(claim, { document, index, text, idOf, builder, published: report.publishedAt }))
          .id,
    );
    if (same)
      builder.addMapped({
        referents: [],
        claims: [],
        cited: [],
        issues: [],
        same: same.map(([left, right]) => ({ left: idOf(left), right: idOf(right) })),
      });
    await database.withSession(async (session) => {
      await prepareStages(session);
      await inTransaction(session, async () => {
        await storeBlob(
          session,
          sha256,
          (async function* () {
            yield Buffer.from(text);
          })(),
        );
        const arrival = await startArrival(session, {
          name: report.title ?? 'report.txt',
          kind: 'report',
          format: 'text/plain',
          document,
          author: 'tester',
        });
        await storeRetrieval(session, { document, location: `/reports/${report.title ?? 'report.txt'}` });
        const { recordedAt } = await writeBatch(session, builder.take(), derivations.resolve);
        await storeExtraction(session, {
          document,
          version: 'test/1',
          recordedAt,
          result: { text, quotes: claims.map((claim) => claim.quote) },
          words: derivations.words(
            [report.title, report.publisher, text].filter((part) => part !== undefined).join('\n'),
          ),
        });
        await session.query('update arrival set complete = true, finished_at = clock_timestamp() where id = $1', [
          arrival.id,
        ]);
      });
    });
    return { document, claims: made };
  }

  /** A person's decision about a claim or source. */
  async judge(kind: string, target: string, decision: Record<string, unknown>, reason = 'because'): Promise<void> {
    await this.database.withSession(async (session) => {
      await prepareStages(session);
      await inTransaction(session, async () => {
        const at = await advanceClock(session);
        await session.query(
          'insert into judgement (id, kind, target, decision, author, reason, recorded_at) values ($1, $2, $3, $4, $5, $6, $7)',
          [`judgement:${kind}|${target}|${at}`, kind, target, JSON.stringify(decision), 'tester', reason, at],
        );
        if (kind.startsWith('claim-')) await refreshClaims(session, [target]);
      });
    });
  }

  async contradict(left: string, right: string): Promise<void> {
    await this.database.withSession(async (session) => {
      await prepareStages(session);
      await inTransaction(session, async () => {
        const at = await advanceClock(session);
        await appendFindings(
          session,
          [
            {
              id: `finding:${left}|${right}`,
              kind: 'contradiction',
              left,
              right,
              relation: 'contradicts',
              probability: 1,
              method: 'test',
              version: '1',
              signals: [{ name: 'reason', detail: 'made up' }],
            },
          ],
          at,
        );
        await refreshClaims(session, [left, right]);
      });
    });
  }

  #draft(
    claim: ReportClaim,
    context: {
      document: DocumentId;
      index: number;
      text: string;
      idOf: (key: string) => ReturnType<typeof referentId>;
      builder: BatchBuilder;
      published: string | undefined;
    },
  ): ClaimDraft {
    const { document, index, text, idOf, builder } = context;
    const at = Math.max(0, text.indexOf(claim.quote));
    const marking = claim.marking ?? (claim.tlp === undefined ? undefined : { tlp: claim.tlp });
    const cited = claim.cited && {
      id: `cited:${createHash('sha256').update(claim.cited.url).digest('hex').slice(0, 32)}` as DocumentId,
      ...claim.cited,
    };
    if (cited) builder.addCited(cited);
    const published = claim.published ?? context.published;
    return {
      kind: claim.kind ?? 'campaign',
      subject: idOf(claim.subject),
      predicate: claim.predicate,
      object:
        claim.object !== undefined
          ? { type: 'referent', referent: idOf(claim.object) }
          : claim.value !== undefined
            ? { type: 'value', value: claim.value }
            : { type: 'not-stated' },
      ...(claim.qualifiers && { qualifiers: claim.qualifiers }),
      ...(claim.negated && { negated: true }),
      document,
      // Two claims of one test may share a sentence; the index keeps their places apart.
      span: { type: 'text', start: at, end: at + claim.quote.length, quote: claim.quote, prefix: `${index}` },
      ...(cited && { cited: cited.id }),
      ...(claim.speaker && { speaker: claim.speaker }),
      ...(claim.valid && { valid: claim.valid }),
      ...(published !== undefined && { published }),
      evidenceClass: 'vendor',
      obtained: { how: 'pattern', version: 'test/1' },
      ...(marking && { marking }),
      status: claim.status ?? 'reviewed',
    };
  }
}
