/** What has arrived, newest first, and what each arrival adds to what was held. */
import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { type ReactElement, useCallback } from 'react';
import type { Arrival } from '../../api/contract.ts';
import { arrivalsQuery } from '../../api/queries.ts';
import type { ArrivalStatus } from '../../routes.tsx';
import { Button } from '../../ui/button.tsx';
import { ChoiceChips } from '../../ui/choice-chips.tsx';
import { instantWords } from '../../ui/dates.ts';
import { PageHeader } from '../../ui/page-header.tsx';
import { EmptyState, ErrorState, Waiting } from '../../ui/states.tsx';
import { VirtualList } from '../../ui/virtual-list.tsx';
import { useImports } from '../import/imports-context.ts';
import { ArrivalAdds } from './arrival-adds.tsx';
import { ArrivalStatusButtons } from './arrival-status-buttons.tsx';
import classes from './inbox-page.module.css';

const route = getRouteApi('/inbox');

export function InboxPage(): ReactElement {
  const { status = 'new' } = route.useSearch();
  const navigate = route.useNavigate();
  const query = useInfiniteQuery(arrivalsQuery(status === 'all' ? undefined : status));
  const { data, error, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } = query;
  const onNearEnd = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, fetchNextPage]);
  const items = data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <>
      <PageHeader
        title="Inbox"
        lead="Every report, feed and bundle that came in, with what it adds to what was held before."
      />
      <div className={classes.tools}>
        <ChoiceChips<ArrivalStatus | 'all'>
          label="Status"
          choices={[
            { value: 'new', label: 'New', count: data?.pages[0]?.newCount },
            { value: 'triaged', label: 'Triaged' },
            { value: 'closed', label: 'Closed' },
            { value: 'all', label: 'All' },
          ]}
          chosen={(value) => value === status}
          onChoose={(value) =>
            void navigate({
              search: (previous) => ({ ...previous, status: value === 'new' ? undefined : value }),
              replace: true,
            })
          }
        />
      </div>
      {error ? <ErrorState error={error} onRetry={() => void refetch()} /> : null}
      {!data && !error ? <Waiting lines={[50, 80, 0, 44, 80, 0, 56, 80]} /> : null}
      {data && items.length === 0 ? <NothingHere status={status} /> : null}
      <VirtualList
        items={items}
        label="Arrivals"
        estimate={96}
        keyOf={(arrival) => arrival.id}
        render={(arrival) => <ArrivalRow arrival={arrival} />}
        onNearEnd={onNearEnd}
      />
    </>
  );
}

function NothingHere({ status }: { status: ArrivalStatus | 'all' }): ReactElement {
  const { openDialog } = useImports();
  if (status === 'triaged' || status === 'closed') {
    return (
      <EmptyState title={`Nothing is ${status}`}>
        <p>An arrival gets here when someone sets it so.</p>
      </EmptyState>
    );
  }
  return (
    <EmptyState title="Nothing waits here">
      <p>Import a report or a data set, or drop one anywhere on this page: it appears here with what it adds.</p>
      <Button look="primary" onClick={openDialog}>
        Import
      </Button>
    </EmptyState>
  );
}

function ArrivalRow({ arrival }: { arrival: Arrival }): ReactElement {
  return (
    <article className={classes.row} data-status={arrival.status}>
      <div className={classes.words}>
        <h2>
          <Link to="/inbox/$id" params={{ id: arrival.id }}>
            {arrival.document?.title ?? arrival.name}
          </Link>
        </h2>
        <p>
          {[
            arrival.format,
            arrival.document?.publisher,
            instantWords(arrival.receivedAt),
            arrival.complete ? null : 'not finished',
          ]
            .filter(Boolean)
            .join(' · ')}
        </p>
        <ArrivalAdds arrival={arrival} />
      </div>
      <ArrivalStatusButtons arrival={arrival} />
    </article>
  );
}
