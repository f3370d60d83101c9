/** The entity page: who it is, who calls it what, what is said of it by kind with its support, and when. */
import type { Proposition, PropositionEvidence } from '../api/contract/claims.ts';
import type { EntityPage, NameRow, PropositionList, TimelineItem } from '../api/contract/entities.ts';
import { nameKey } from '../language/name-key.ts';
import { CLAIM_KINDS, type ClaimKind, type EntityType } from '../model/evidence/claim.ts';
import type { Resolver } from '../model/evidence/resolution.ts';
import type { Moment } from '../model/evidence/time.ts';
import type { Database, Session } from '../storage/database.ts';
import { type ClaimRow, readClaims, readEdgesOfPropositions } from '../storage/reader/claims.ts';
import { type EdgeSource, edgeSource, readState } from '../storage/reader/edge-source.ts';
import { alsoNamed, isReferent, referentsOf } from '../storage/reader/entities.ts';
import {
  type PropositionRow,
  readPropositionKeys,
  readPropositions,
  readTotalSupport,
} from '../storage/reader/propositions.ts';
import { contradictingPropositions } from './contradicting.ts';
import { type FoundEntity, findEntity } from './find-entity.ts';
import { type DefiniteMoment, definiteMoment } from './moments.ts';
import { UseCaseError } from './use-cases.ts';
import {
  type ClaimContext,
  claimContext,
  claimView,
  documentRef,
  entityRef,
  propositionView,
} from './views/claim-views.ts';
import { NO_SUPPORT, supportOf } from './views/support.ts';

/** Shown of each kind before a person asks for more. */
const FIRST_OF_KIND = 20;
/** Of each kind the propositions with most claims are counted in full, and the best supported of these come first. */
const CANDIDATES_OF_KIND = 60;
const MOST_NAMES = 200;
/** Behind one line of the page; all of them are a click away. */
const CLAIMS_OF_PROPOSITION = 5;
const MOST_TIMELINE = 100;
const EVERY = 2 ** 31 - 1;

export interface ReadDeps {
  readonly database: Database;
  readonly resolve: Resolver;
}

export async function readEntityPage(deps: ReadDeps, nameOrId: string, moment: Moment): Promise<EntityPage> {
  return readState(deps.database, async (session) => {
    const { entity, at, source } = await locate(session, deps.resolve, nameOrId, moment);
    const referents = await referentsOf(session, source.referents);
    if (referents.every((referent) => referent.recorded_at > at.filter.heldAt)) {
      throw new UseCaseError('not-found', `“${entity.label}” was not held at ${at.filter.heldAt}.`, {
        place: 'held-at',
        hint: 'Ask without held-at, or for a later instant.',
      });
    }
    const keys = await readPropositionKeys(session, {
      source,
      moment: at.filter,
      perKind: CANDIDATES_OF_KIND,
      dated: MOST_TIMELINE,
    });
    const rows = await readPropositions(session, {
      source,
      moment: at.filter,
      propositions: [...new Set(keys.map((key) => key.proposition))],
    });
    const byKind = groupByKind(rows);
    const totals = new Map(keys.map((key) => [key.kind, key.total]));
    const datedKeys = new Set(keys.filter((key) => key.dated).map((key) => `${key.proposition}|${key.direction}`));
    const first = [...byKind].flatMap(([kind, list]) => list.slice(0, kind === 'name' ? MOST_NAMES : FIRST_OF_KIND));
    const dated = rows.filter((row) => row.kind !== 'name' && row.kind !== 'record' && datedKeys.has(viewKey(row)));
    const { views, claims, context } = await viewPropositions(session, {
      source,
      at,
      rows: [...new Set([...first, ...dated])],
    });
    const names = (byKind.get('name') ?? []).filter((row) => row.other === null && row.direction === 'out');
    const total = await readTotalSupport(session, { source, moment: at.filter });
    return {
      entity: {
        id: source.entity,
        type: entity.type as EntityType,
        label: entity.label,
        flags: flagsOf(claims),
        description: descriptionOf(claims, context),
        referents: referents
          .filter((referent) => referent.recorded_at <= at.filter.heldAt)
          .map((referent) => ({
            id: referent.id,
            type: referent.type as EntityType,
            label: referent.label,
            recordedAt: referent.recorded_at,
          })),
      },
      redirectedFrom: nameOrId.includes(':') && nameOrId !== source.entity ? nameOrId : null,
      sameName: entity.sameName.map((other) => entityRef(new Map([[other.id, other]]), other.id)),
      moment: at.view,
      names: await nameTable(session, source.entity, names, claims, views),
      groups: CLAIM_KINDS.filter((kind) => byKind.has(kind)).map((kind) => ({
        kind,
        total: totals.get(kind) ?? 0,
        propositions: byKind
          .get(kind)!
          .slice(0, FIRST_OF_KIND)
          .map((row) => views.get(viewKey(row)))
          .filter((view) => view !== undefined),
      })),
      timeline: timelineOf(dated, views),
      support: supportOf(total),
      claimCount: total.claims,
    };
  });
}

export async function listPropositions(
  deps: ReadDeps,
  entityId: string,
  request: Moment & { kind?: ClaimKind; text?: string; includeMachine?: boolean; cursor?: string; limit?: number },
): Promise<PropositionList> {
  return readState(deps.database, async (session) => {
    const { at, source } = await locate(session, deps.resolve, entityId, request);
    const query = { source, moment: at.filter, kind: request.kind, includeMachine: request.includeMachine };
    const offset = offsetOf(request.cursor);
    const limit = request.limit ?? 100;
    if (request.text === undefined || request.text.trim() === '') {
      const keys = await readPropositionKeys(session, { ...query, perKind: EVERY, dated: 0 });
      const page = keys.slice(offset, offset + limit);
      const rows = await readPropositions(session, { ...query, propositions: page.map((key) => key.proposition) });
      const { views } = await viewPropositions(session, { source, at, rows });
      return {
        items: page.map((key) => views.get(`${key.proposition}|${key.direction}`)).filter((view) => view !== undefined),
        total: keys.length,
        nextCursor: offset + limit < keys.length ? String(offset + limit) : null,
        moment: at.view,
      };
    }
    const rows = await readPropositions(session, query);
    const { views } = await viewPropositions(session, { source, at, rows });
    const wanted = nameKey(request.text);
    const matching = rows
      .map((row) => views.get(viewKey(row)))
      .filter((view): view is Proposition => view !== undefined && nameKey(view.sentence).includes(wanted));
    return {
      items: matching.slice(offset, offset + limit),
      total: matching.length,
      nextCursor: offset + limit < matching.length ? String(offset + limit) : null,
      moment: at.view,
    };
  });
}

export async function readEvidence(
  deps: ReadDeps,
  entityId: string,
  propositionId: string,
  request: Moment & { cursor?: string; limit?: number },
): Promise<PropositionEvidence> {
  return readState(deps.database, async (session) => {
    const { entity, at, source } = await locate(session, deps.resolve, entityId, request);
    const row = (await readPropositions(session, { source, moment: at.filter, propositions: [propositionId] }))[0];
    if (!row) {
      throw new UseCaseError('not-found', `Nothing of that id is said of ${entity.label} at this moment.`, {
        place: propositionId,
        hint: 'It may be said at another time: leave out as-of and known-at.',
      });
    }
    const offset = offsetOf(request.cursor);
    const limit = request.limit ?? 50;
    const edges = await readEdgesOfPropositions(session, {
      source,
      moment: at.filter,
      propositions: [propositionId],
      perProposition: limit,
      offset,
    });
    const mine = edges.filter((edge) => edge.direction === row.direction);
    const claims = await readClaims(
      session,
      mine.map((edge) => ({ subject: edge.claim_subject, id: edge.claim_id })),
      at.filter.heldAt,
    );
    const context = await claimContext(session, [...claims.values()], at.filter.heldAt);
    return {
      proposition: propositionView(row, [...claims.values()], context),
      claims: mine.map((edge) =>
        claimView(claims.get(edge.claim_id)!, context, { status: edge.status, originHeld: edge.origin_held }),
      ),
      nextCursor: offset + limit < row.claims ? String(offset + limit) : null,
      contradictedBy: await contradictingPropositions(
        session,
        deps.resolve,
        mine.map((edge) => edge.claim_id),
        at,
      ),
    };
  });
}

/** What was asked about, when, and where its edges of that moment are: the same for the page, its lists and its evidence. */
async function locate(
  session: Session,
  resolve: Resolver,
  nameOrId: string,
  moment: Moment,
): Promise<{ entity: FoundEntity; at: DefiniteMoment; source: EdgeSource }> {
  const at = await definiteMoment(session, moment);
  const entity = await findEntity(session, nameOrId, at.filter.heldAt);
  const asked = nameOrId.trim();
  const referent = asked.includes(':') && (await isReferent(session, asked)) ? asked : entity.id;
  return { entity, at, source: await edgeSource(session, entity.id, at.instant, resolve, referent) };
}

/** Proposition views with the claims they were made from. */
export async function viewPropositions(
  session: Session,
  query: { source: EdgeSource; at: DefiniteMoment; rows: readonly PropositionRow[] },
): Promise<{ views: Map<string, Proposition>; claims: Map<string, ClaimRow[]>; context: ClaimContext }> {
  const edges = await readEdgesOfPropositions(session, {
    source: query.source,
    moment: query.at.filter,
    propositions: [...new Set(query.rows.map((row) => row.proposition))],
    perProposition: CLAIMS_OF_PROPOSITION,
  });
  const found = await readClaims(
    session,
    edges.map((edge) => ({ subject: edge.claim_subject, id: edge.claim_id })),
    query.at.filter.heldAt,
  );
  const context = await claimContext(session, [...found.values()], query.at.filter.heldAt);
  const claims = new Map<string, ClaimRow[]>();
  for (const edge of edges) {
    const claim = found.get(edge.claim_id);
    if (!claim) continue;
    const key = `${edge.proposition}|${edge.direction}`;
    const list = claims.get(key);
    if (list) list.push(claim);
    else claims.set(key, [claim]);
  }
  const views = new Map<string, Proposition>();
  for (const row of query.rows) {
    const behind = claims.get(viewKey(row));
    if (behind) views.set(viewKey(row), propositionView(row, behind, context));
  }
  return { views, claims, context };
}

export function viewKey(row: PropositionRow): string {
  return `${row.proposition}|${row.direction}`;
}

function groupByKind(rows: readonly PropositionRow[]): Map<string, PropositionRow[]> {
  const groups = new Map<string, PropositionRow[]>();
  for (const row of rows) {
    const list = groups.get(row.kind);
    if (list) list.push(row);
    else groups.set(row.kind, [row]);
  }
  return groups;
}

async function nameTable(
  session: Session,
  entity: string,
  rows: readonly PropositionRow[],
  claims: ReadonlyMap<string, readonly ClaimRow[]>,
  views: ReadonlyMap<string, Proposition>,
): Promise<NameRow[]> {
  const named = rows.flatMap((row) => {
    const behind = claims.get(viewKey(row));
    const value = behind?.[0]?.object_value;
    return behind && value ? [{ row, behind, value }] : [];
  });
  const shared = await alsoNamed(session, [...new Set(named.map((one) => nameKey(one.value)))], entity);
  return named.map(({ row, behind, value }) => ({
    name: value,
    predicate: row.predicate,
    language: behind.map((claim) => claim.qualifiers?.language).find((language) => language !== undefined) ?? null,
    usedBy: behind.map((claim) => claim.qualifiers?.by).find((by) => by !== undefined) ?? null,
    support: views.get(viewKey(row))?.support ?? NO_SUPPORT,
    firstPublished: views.get(viewKey(row))?.firstPublished ?? null,
    propositionId: row.proposition,
    alsoNames: (shared.get(nameKey(value)) ?? []).map((other) => entityRef(new Map([[other.id, other]]), other.id)),
  }));
}

function timelineOf(rows: readonly PropositionRow[], views: ReadonlyMap<string, Proposition>): TimelineItem[] {
  return rows
    .flatMap((row) => {
      const view = views.get(viewKey(row));
      const date = view?.valid.from ?? view?.valid.to;
      if (!view || !date) return [];
      const until = view.valid.from === null ? null : view.valid.to;
      return [{ date, until, sentence: view.sentence, kind: view.kind, propositionId: view.id }];
    })
    .sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0));
}

function flagsOf(claims: ReadonlyMap<string, readonly ClaimRow[]>): string[] {
  const flags = new Set<string>();
  for (const list of claims.values()) {
    for (const claim of list)
      if (claim.predicate === 'status' && claim.object_value !== null) flags.add(claim.object_value);
  }
  return [...flags];
}

function descriptionOf(
  claims: ReadonlyMap<string, readonly ClaimRow[]>,
  context: ClaimContext,
): EntityPage['entity']['description'] {
  for (const list of claims.values()) {
    for (const claim of list) {
      const document = context.documents.get(claim.document);
      if (claim.predicate === 'description' && claim.object_value !== null && document) {
        return { text: claim.object_value, document: documentRef(document) };
      }
    }
  }
  return null;
}

function offsetOf(cursor: string | undefined): number {
  if (cursor === undefined) return 0;
  const offset = Number(cursor);
  if (!Number.isSafeInteger(offset) || offset < 0) {
    throw new UseCaseError('invalid', 'The cursor is not one of ours.', {
      place: 'cursor',
      hint: 'Use nextCursor of the page before.',
    });
  }
  return offset;
}
