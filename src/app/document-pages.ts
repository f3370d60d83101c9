/** Documents, sources and arrivals as people see them. */
import type { Arrival, ArrivalList, DocumentList, DocumentPage, Source } from '../api/contract/documents.ts';
import type { SourceReliability } from '../model/admiralty/admiralty.ts';
import type { EvidenceClass, Landmark } from '../model/evidence/document.ts';
import type { Extraction } from '../model/evidence/extraction.ts';
import type { Database } from '../storage/database.ts';
import { type ArrivalRow, countNewArrivals, readArrivals } from '../storage/reader/arrivals.ts';
import { readClaims, readClaimsOfDocument, readStatementRefs } from '../storage/reader/claims.ts';
import {
  listDocuments,
  readDocument,
  readDocuments,
  readExtraction,
  readRetrievals,
  readSources,
  readVersions,
} from '../storage/reader/documents.ts';
import { readState } from '../storage/reader/edge-source.ts';
import { readEntities } from '../storage/reader/entities.ts';
import { definiteMoment } from './moments.ts';
import { type Page, UseCaseError } from './use-cases.ts';
import { claimContext, claimSentence, claimView, documentRef } from './views/claim-views.ts';

export async function readDocumentPage(database: Database, id: string): Promise<DocumentPage> {
  return readState(database, async (session) => {
    const row = await readDocument(session, id);
    if (!row) {
      throw new UseCaseError('not-found', `There is no document ${id}.`, {
        place: id,
        hint: 'List them with /api/documents, or on the page under Reports.',
      });
    }
    const at = await definiteMoment(session, {});
    const claims = await readClaimsOfDocument(session, id, at.filter.heldAt);
    const context = await claimContext(session, claims, at.filter.heldAt);
    const extraction = (await readExtraction(session, id)) as Extraction | undefined;
    const known = await readEntities(
      session,
      (extraction?.mentions ?? []).flatMap((mention) => (mention.entityId === null ? [] : [mention.entityId])),
    );
    return {
      document: {
        ...documentRef(row),
        authors: row.authors,
        language: row.language,
        mediaType: row.media_type,
        sizeBytes: row.size_bytes === null ? null : Number(row.size_bytes),
        sha256: row.sha256,
        recordedAt: row.recorded_at,
        issues: row.issues.map((issue) => ({
          severity: issue.severity,
          message: issue.message,
          place: issue.place ?? null,
        })),
        retrievals: await readRetrievals(session, id),
        versions: row.url_key === null || !row.held ? [] : await readVersions(session, row.url_key),
      },
      text: row.text,
      landmarks: (row.landmarks as Landmark[]).map((mark) => ({
        kind: mark.kind,
        start: mark.start,
        end: mark.end,
        label: mark.label ?? null,
        level: mark.level ?? null,
      })),
      mentions: (extraction?.mentions ?? []).map((mention) => ({
        type: mention.type,
        name: mention.name,
        entityId: mention.entityId === null ? null : (known.get(mention.entityId)?.id ?? mention.entityId),
        start: mention.start,
        end: mention.end,
      })),
      indicators: (extraction?.indicators ?? []).map(({ type, value, start, end }) => ({ type, value, start, end })),
      techniques: (extraction?.techniques ?? []).map(({ techniqueId, name, start, end }) => ({
        techniqueId,
        name,
        start,
        end,
      })),
      claims: claims.map((claim) => claimView(claim, context)),
    };
  });
}

export async function readDocumentList(
  database: Database,
  request: Page & { kind?: 'report' | 'dataset' | 'starter'; held?: boolean; text?: string },
): Promise<DocumentList> {
  const limit = request.limit ?? 100;
  const rows = await listDocuments(database, { ...request, limit: limit + 1, ...after(request.cursor) });
  const items = rows.slice(0, limit);
  return {
    items: items.map((row) => ({ ...documentRef(row), claimCount: row.claims })),
    nextCursor: rows.length > limit ? cursorOf(items.at(-1)!) : null,
  };
}

export async function readSourceList(database: Database): Promise<Source[]> {
  return (await readSources(database)).map((row) => ({
    publisher: row.publisher,
    reliability: (row.reliability ?? 'F') as SourceReliability,
    reliabilityReason: row.reason,
    judgedAt: row.judged_at,
    evidenceClasses: row.classes as EvidenceClass[],
    documentsHeld: row.held,
    documentsCited: row.cited,
    claimCount: row.claims,
    firstPublished: row.first,
    lastPublished: row.last,
  }));
}

export async function readArrivalList(
  database: Database,
  request: Page & { status?: Arrival['status'] },
): Promise<ArrivalList> {
  const limit = request.limit ?? 50;
  const rows = await readArrivals(database, {
    limit: limit + 1,
    ...(request.status === undefined ? {} : { status: request.status }),
    ...after(request.cursor),
  });
  const items = rows.slice(0, limit);
  return {
    items: await arrivalViews(database, items),
    nextCursor: rows.length > limit ? cursorOf(items.at(-1)!) : null,
    newCount: await countNewArrivals(database),
  };
}

export async function readArrival(database: Database, id: string): Promise<Arrival> {
  const rows = await readArrivals(database, { limit: 1, id });
  const view = (await arrivalViews(database, rows))[0];
  if (!view)
    throw new UseCaseError('not-found', `There is no arrival ${id}.`, {
      place: id,
      hint: 'List them with /api/arrivals, or on the page under Inbox.',
    });
  return view;
}

async function arrivalViews(database: Database, rows: readonly ArrivalRow[]): Promise<Arrival[]> {
  const documents = await readDocuments(
    database,
    rows.flatMap((row) => (row.document === null ? [] : [row.document])),
    null,
  );
  const statements = await statementRefs(
    database,
    rows.flatMap((row) => row.contradictions.flatMap((pair) => [pair.left, pair.right])),
  );
  return rows.map((row) => {
    const document = row.document === null ? undefined : documents.get(row.document);
    return {
      id: row.id,
      name: row.name,
      kind: row.kind,
      format: row.format,
      document: document ? documentRef(document) : null,
      receivedAt: row.recorded_at,
      status: row.status,
      complete: row.complete,
      adds: row.counts,
      refused: row.refused,
      contradictions: row.contradictions.map((pair) => ({
        ...pair,
        leftStatement: statements.get(pair.left) ?? null,
        rightStatement: statements.get(pair.right) ?? null,
      })),
    };
  });
}

/** Claims in words, with the place where their evidence opens. */
async function statementRefs(
  database: Database,
  claimIds: readonly string[],
): Promise<Map<string, { sentence: string; entityId: string; propositionId: string }>> {
  if (claimIds.length === 0) return new Map();
  return readState(database, async (session) => {
    const at = await definiteMoment(session, {});
    const refs = await readStatementRefs(session, claimIds);
    const claims = await readClaims(
      session,
      refs.map((ref) => ({ subject: ref.claim_subject, id: ref.claim_id })),
      at.filter.heldAt,
    );
    const context = await claimContext(session, [...claims.values()], at.filter.heldAt);
    return new Map(
      refs.flatMap((ref) => {
        const claim = claims.get(ref.claim_id);
        return claim
          ? [
              [
                ref.claim_id,
                { sentence: claimSentence(claim, context), entityId: ref.entity, propositionId: ref.proposition },
              ],
            ]
          : [];
      }),
    );
  });
}

function cursorOf(row: { recorded_at: string; id: string }): string {
  return Buffer.from(`${row.recorded_at}|${row.id}`).toString('base64url');
}

function after(cursor: string | undefined): { after?: { recordedAt: string; id: string } } {
  if (cursor === undefined) return {};
  const text = Buffer.from(cursor, 'base64url').toString('utf8');
  const bar = text.indexOf('|');
  if (bar < 0 || Number.isNaN(Date.parse(text.slice(0, bar)))) {
    throw new UseCaseError('invalid', 'The cursor is not one of ours.', {
      place: 'cursor',
      hint: 'Use nextCursor of the page before.',
    });
  }
  return { after: { recordedAt: text.slice(0, bar), id: text.slice(bar + 1) } };
}
