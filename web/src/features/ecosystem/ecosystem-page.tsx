/** The ecosystem: who answers to whom and who works for whom, at a chosen time, on chosen evidence. As a map, or as a list of its lines. */
import { useMediaQuery } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { type ReactElement, useMemo, useState } from 'react';
import type { EcosystemMap, MapEdge } from '../../api/contract.ts';
import { mapQuery } from '../../api/queries.ts';
import type { EcosystemSearch } from '../../routes.tsx';
import { Button } from '../../ui/button.tsx';
import { HierarchyMap } from '../../ui/hierarchy-map.tsx';
import { MapLegend } from '../../ui/map-lines.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { useOpenEvidence } from '../../ui/statement-link.tsx';
import { EmptyState, ErrorState, Waiting } from '../../ui/states.tsx';
import { TimeSliders } from '../../ui/time-sliders.tsx';
import { useTimes } from '../../ui/times.ts';
import { count } from '../../ui/words.ts';
import { useImports } from '../import/imports-context.ts';
import { ChosenBody } from './chosen-body.tsx';
import { EcosystemFilters } from './ecosystem-filters.tsx';
import classes from './ecosystem-page.module.css';
import { LineList } from './line-list.tsx';

const route = getRouteApi('/');

export function EcosystemPage(): ReactElement {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const times = useTimes();
  const narrow = useMediaQuery('(max-width: 760px)', undefined, { getInitialValueInEffect: false });
  const [find, setFind] = useState('');
  const [mapAnyway, setMapAnyway] = useState(false);
  const filter = {
    evidenceClasses: search.classes?.split(',') as MapEdge['evidenceClasses'] | undefined,
    about: search.about,
    includeMachine: search.unreviewed === 'yes' || undefined,
  };
  const { data: whole, error, refetch, isPlaceholderData } = useQuery(mapQuery(times, filter));
  // The slider's ticks are those of all days, whatever day is shown.
  const { data: ofAllDays } = useQuery(mapQuery({ ...times, asOf: undefined }, filter));
  const withPeople = search.people === 'yes';
  const data = useMemo(() => (whole && !withPeople ? withoutPeople(whole) : whole), [whole, withPeople]);
  const change = (next: EcosystemSearch): void =>
    void navigate({ search: (previous) => ({ ...previous, ...next }), replace: true, resetScroll: false });
  // A wide drawing in a narrow window hides more than it shows; the list comes first there.
  const asList = search.view === 'list' || (narrow && !mapAnyway);

  return (
    <div className={classes.page} data-list={asList}>
      <PageHeader
        title="Ecosystem"
        lead={data && whole ? summary(data, whole) : 'Who answers to whom, and who works for whom.'}
      />
      <EcosystemFilters
        search={search}
        onChange={change}
        find={find}
        onFind={setFind}
        asList={asList}
        onView={(list) => {
          setMapAnyway(!list);
          change({ view: list && !narrow ? 'list' : undefined });
        }}
      />
      {error ? <ErrorState error={error} onRetry={() => void refetch()} /> : null}
      {!error && !data ? (
        <Waiting label="Loading the map" lines={[20, 60, 44, 80, 0, 52, 70, 38, 0, 66, 48, 30]} />
      ) : null}
      {data && !error ? (
        <div className={classes.stage} aria-busy={isPlaceholderData}>
          {data.nodes.length === 0 ? (
            <NothingToShow
              filtered={search.classes !== undefined || times.asOf !== undefined || times.knownAt !== undefined}
            />
          ) : asList ? (
            <LineList map={data} find={find} />
          ) : (
            <MapStage map={data} find={find} />
          )}
          <div className={classes.foot}>
            {asList ? null : <MapLegend />}
            <TimeSliders events={ofAllDays?.events ?? data.events} />
          </div>
        </div>
      ) : null}
    </div>
  );
}

function MapStage({ map, find }: { map: EcosystemMap; find: string }): ReactElement {
  const { node, statement } = route.useSearch();
  const navigate = route.useNavigate();
  const openPage = useNavigate();
  const openEvidence = useOpenEvidence();
  const choose = (id: string | undefined): void =>
    void navigate({ search: (previous) => ({ ...previous, node: id }), replace: true, resetScroll: false });
  const openNode = (id: string): void => void openPage({ to: '/entities/$id', params: { id } });
  const chosen = map.nodes.find((candidate) => candidate.id === node);
  return (
    <div className={classes.mapArea} data-chosen={chosen !== undefined}>
      <HierarchyMap
        map={map}
        label="Map of the ecosystem; arrow keys move between bodies, Space highlights, Enter opens"
        chosen={node}
        onChoose={choose}
        onOpenNode={openNode}
        onOpenEdge={(edge) => openEvidence(edge.from, edge.propositionId)}
        find={find}
        openStatement={statement}
      />
      {chosen ? (
        <ChosenBody node={chosen} map={map} onClose={() => choose(undefined)} onOpen={() => openNode(chosen.id)} />
      ) : null}
    </div>
  );
}

/** Office-holders and the persons charged outnumber the organisations; the shape of these is seen without them. */
function withoutPeople(map: EcosystemMap): EcosystemMap {
  const people = new Set(map.nodes.filter((node) => node.type === 'person').map((node) => node.id));
  const edges = map.edges.filter((edge) => !people.has(edge.from) && (edge.to === null || !people.has(edge.to)));
  const tied = new Set(edges.flatMap((edge) => (edge.to === null ? [edge.from] : [edge.from, edge.to])));
  return { ...map, edges, nodes: map.nodes.filter((node) => tied.has(node.id)) };
}

function summary(map: EcosystemMap, whole: EcosystemMap): string {
  const hidden =
    whole.nodes.filter((node) => node.type === 'person').length -
    map.nodes.filter((node) => node.type === 'person').length;
  const open = map.edges.filter((edge) => edge.to === null).length;
  const contested = map.edges.filter((edge) => edge.support.contested).length;
  return [
    `${count(map.nodes.length, 'body', 'bodies')} and ${count(map.edges.length, 'line')}`,
    contested > 0 ? `${contested} contested` : '',
    open > 0 ? `${open} not publicly stated` : '',
    hidden > 0 ? `${count(hidden, 'person', 'people')} not shown` : '',
  ]
    .filter(Boolean)
    .join(' · ');
}

function NothingToShow({ filtered }: { filtered: boolean }): ReactElement {
  const { openDialog } = useImports();
  if (filtered) {
    return (
      <EmptyState title="No line rests on this evidence at these times">
        <p>Choose more classes of evidence, or return the times to now.</p>
      </EmptyState>
    );
  }
  return (
    <EmptyState title="Nothing is held yet">
      <p>The starter knowledge loads when the server first starts; a report or data set adds to it.</p>
      <Button look="primary" onClick={openDialog}>
        Import
      </Button>
    </EmptyState>
  );
}
