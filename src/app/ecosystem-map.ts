/**
 * The ecosystem map: organs, departments, companies and intrusion sets, and what is said to tie them, at a moment.
 *
 * The layer of a node is its depth under the leading lines and the ties to what stands above it; a tie whose other end the public record
 * does not state is kept as an open end.
 */
import type { EcosystemMap, MapEdge, MapNode } from '../api/contract/entities.ts';
import type { EntityType } from '../model/evidence/claim.ts';
import type { EvidenceClass } from '../model/evidence/document.ts';
import { MAP_PREDICATES } from '../model/evidence/predicates.ts';
import type { Database, Session } from '../storage/database.ts';
import { readClaims } from '../storage/reader/claims.ts';
import { readState } from '../storage/reader/edge-source.ts';
import { namesOf, readEntities } from '../storage/reader/entities.ts';
import { type MapEdgeRow, readMapEdges } from '../storage/reader/map.ts';
import { findEntity } from './find-entity.ts';
import { definiteMoment } from './moments.ts';
import type { MapRequest } from './use-cases.ts';
import { claimContext, claimSentence, entityRef } from './views/claim-views.ts';
import { supportOf } from './views/support.ts';

const MAP_TYPES: readonly EntityType[] = [
  'government-body',
  'company',
  'organization',
  'person',
  'intrusion-set',
  'campaign',
  'incident',
  'database',
];
/** More than this is no map any more; ask about one entity instead. */
const MOST_EDGES = 1500;
const MOST_LAYERS = 12;
const NATIVE = /\p{Script=Han}|\p{Script=Cyrillic}|\p{Script=Arabic}|\p{Script=Hangul}/u;

export async function readMap(database: Database, request: MapRequest): Promise<EcosystemMap> {
  return readState(database, async (session) => {
    const at = await definiteMoment(session, request);
    const rows = await readMapEdges(session, {
      moment: at.filter,
      predicates: MAP_PREDICATES,
      types: MAP_TYPES,
      includeMachine: request.includeMachine ?? false,
      limit: MOST_EDGES,
      ...(request.evidenceClasses === undefined ? {} : { evidenceClasses: request.evidenceClasses }),
      ...(request.about === undefined ? {} : { about: (await findEntity(session, request.about)).id }),
    });
    const claims = await readClaims(
      session,
      rows.map((row) => ({ subject: row.claim_subject, id: row.claim_id })),
      at.filter.heldAt,
    );
    const context = await claimContext(session, [...claims.values()], at.filter.heldAt);
    const edges = rows.flatMap((row): MapEdge[] => {
      const claim = claims.get(row.claim_id);
      if (!claim) return [];
      return [
        {
          propositionId: row.proposition,
          from: row.entity,
          to: row.other,
          predicate: row.predicate,
          line: lineOf(row.predicate, claim.qualifiers?.line),
          sentence: claimSentence(claim, context),
          support: supportOf(row),
          evidenceClasses: row.evidence_classes as EvidenceClass[],
          valid: { from: claim.valid_from, to: claim.valid_to },
          hedged: (claim.hedges ?? []).length > 0,
          status: row.counted === 0 ? 'machine' : row.structured ? 'structured' : 'reviewed',
        },
      ];
    });
    return {
      moment: at.view,
      nodes: await nodesOf(session, edges),
      edges,
      events: eventsOf(edges, rows),
    };
  });
}

function lineOf(predicate: string, stated: string | undefined): MapEdge['line'] {
  if (stated === 'leading' || stated === 'guiding') return stated;
  if (predicate === 'guided-by') return 'guiding';
  return predicate === 'subordinate-to' || predicate === 'part-of' ? 'leading' : null;
}

async function nodesOf(session: Session, edges: readonly MapEdge[]): Promise<MapNode[]> {
  const ids = [...new Set(edges.flatMap((edge) => (edge.to === null ? [edge.from] : [edge.from, edge.to])))].sort();
  const entities = await readEntities(session, ids);
  const names = await namesOf(session, ids, 20);
  const layers = layersOf(ids, edges);
  return ids.map((id) => {
    const ref = entityRef(entities, id);
    return {
      id,
      label: ref.label,
      nativeName: names.get(id)?.find((name) => NATIVE.test(name)) ?? null,
      type: ref.type,
      layer: layers.get(id) ?? 0,
    };
  });
}

/** Longest way up along ties that go from below to above; a circle ends where it began. */
function layersOf(ids: readonly string[], edges: readonly MapEdge[]): Map<string, number> {
  const above = new Map<string, string[]>();
  for (const edge of edges) {
    if (edge.to === null || edge.to === edge.from || edge.predicate === 'operates') continue;
    const list = above.get(edge.from);
    if (list) list.push(edge.to);
    else above.set(edge.from, [edge.to]);
  }
  const layers = new Map(ids.map((id) => [id, 0]));
  for (let round = 0; round < MOST_LAYERS; round++) {
    let changed = false;
    for (const [id, parents] of above) {
      const layer = Math.min(MOST_LAYERS - 1, 1 + Math.max(...parents.map((parent) => layers.get(parent) ?? 0)));
      if (layer > layers.get(id)!) {
        layers.set(id, layer);
        changed = true;
      }
    }
    if (!changed) break;
  }
  return layers;
}

function eventsOf(edges: readonly MapEdge[], rows: readonly MapEdgeRow[]): EcosystemMap['events'] {
  const kinds = new Map(rows.map((row) => [row.proposition, row.kind]));
  return edges
    .flatMap((edge) =>
      [edge.valid.from, edge.valid.to]
        .filter((date): date is string => date !== null)
        .map((date) => ({
          date,
          label: edge.sentence,
          kind: kinds.get(edge.propositionId) as EcosystemMap['events'][number]['kind'],
        })),
    )
    .sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0));
}
