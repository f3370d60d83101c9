/** The entity among its neighbours: the same map, small. */
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { type ReactElement, useMemo, useState } from 'react';
import type { EcosystemMap } from '../../api/contract.ts';
import { mapQuery } from '../../api/queries.ts';
import { HierarchyMap } from '../../ui/hierarchy-map.tsx';
import { useOpenEvidence } from '../../ui/statement-link.tsx';
import { ErrorState, Waiting } from '../../ui/states.tsx';
import { useTimes } from '../../ui/times.ts';
import classes from './entity-relations.module.css';

/** More than this is not read at a glance; the page of the map shows it. */
const AT_MOST = 24;

export function EntityRelations({ entityId }: { entityId: string }): ReactElement {
  const times = useTimes();
  const navigate = useNavigate();
  const openEvidence = useOpenEvidence();
  const [chosen, setChosen] = useState<string>();
  const { data: around, error, refetch } = useQuery(mapQuery(times, { about: entityId }));
  const data = useMemo(() => (around ? neighboursOf(around, entityId) : undefined), [around, entityId]);
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!data) return <Waiting lines={[80, 60, 70]} />;
  if (data.edges.length === 0) {
    return <p className={classes.none}>No organisation line with it is stated at these times.</p>;
  }
  return (
    <>
      {data.nodes.length <= AT_MOST ? (
        <div className={classes.map}>
          <HierarchyMap
            small
            map={data}
            label="Its neighbours on the ecosystem map"
            chosen={chosen ?? entityId}
            onChoose={(id) => setChosen(id)}
            onOpenNode={(id) => void navigate({ to: '/entities/$id', params: { id } })}
            onOpenEdge={(edge) => openEvidence(edge.from, edge.propositionId)}
          />
        </div>
      ) : null}
      <Link to="/" search={{ about: entityId, node: entityId }}>
        {data.nodes.length <= AT_MOST
          ? 'On the ecosystem map'
          : `See its ${data.edges.length} lines on the ecosystem map`}
      </Link>
    </>
  );
}

/** The lines that end at the entity itself; those between its neighbours are for the map. */
function neighboursOf(map: EcosystemMap, entityId: string): EcosystemMap {
  const edges = map.edges.filter((edge) => edge.from === entityId || edge.to === entityId);
  const ends = new Set(edges.flatMap((edge) => [edge.from, edge.to]));
  return { ...map, edges, nodes: map.nodes.filter((node) => ends.has(node.id)) };
}
