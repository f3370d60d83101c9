/** Every document, held and cited: reports, data sets, the starter knowledge. */
import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { type ReactElement, useCallback } from 'react';
import type { DocumentList } from '../../api/contract.ts';
import { documentsQuery } from '../../api/queries.ts';
import type { ReportsSearch } from '../../routes.tsx';
import { Button } from '../../ui/button.tsx';
import { ChoiceChips } from '../../ui/choice-chips.tsx';
import { DocumentWords } from '../../ui/document-words.tsx';
import { FilterField } from '../../ui/filter-field.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { EmptyState, ErrorState, Waiting } from '../../ui/states.tsx';
import { VirtualList } from '../../ui/virtual-list.tsx';
import { count } from '../../ui/words.ts';
import { useImports } from '../import/imports-context.ts';
import classes from './reports-page.module.css';

const route = getRouteApi('/reports');

export function ReportsPage(): ReactElement {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const change = (next: ReportsSearch): void =>
    void navigate({ search: (previous) => ({ ...previous, ...next }), replace: true, resetScroll: false });
  return (
    <>
      <PageHeader
        title="Reports"
        lead="Documents whose text is held, and sources that are cited and not held. Drop a file anywhere to add one."
      />
      <div className={classes.tools}>
        <FilterField
          label="Filter by title, publisher or words"
          value={search.text ?? ''}
          onChange={(text) => change({ text: text || undefined })}
        />
        <ChoiceChips<ReportsSearch['kind']>
          label="Kind of document"
          choices={[
            { value: undefined, label: 'All' },
            { value: 'report', label: 'Reports' },
            { value: 'dataset', label: 'Data sets' },
            { value: 'starter', label: 'Starter knowledge' },
          ]}
          chosen={(value) => value === search.kind}
          onChoose={(kind) => change({ kind })}
        />
        <ChoiceChips<ReportsSearch['held']>
          label="Held or cited"
          choices={[
            { value: undefined, label: 'Held' },
            { value: 'no', label: 'Cited, not held' },
            { value: 'all', label: 'Both' },
          ]}
          chosen={(value) => value === search.held}
          onChoose={(held) => change({ held })}
        />
      </div>
      <Documents search={search} />
    </>
  );
}

function Documents({ search }: { search: ReportsSearch }): ReactElement {
  const { openDialog } = useImports();
  const query = useInfiniteQuery(
    documentsQuery({
      text: search.text,
      kind: search.kind,
      held: search.held === 'all' ? undefined : search.held !== 'no',
    }),
  );
  const { data, error, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } = query;
  const onNearEnd = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, fetchNextPage]);
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!data) return <Waiting lines={[60, 30, 0, 52, 30, 0, 66, 30, 0, 48, 30]} />;
  const items = data.pages.flatMap((page) => page.items);
  if (items.length === 0) {
    const filtered = search.text !== undefined || search.kind !== undefined || search.held !== undefined;
    return (
      <EmptyState title={filtered ? 'No document is like this' : 'No document is held yet'}>
        <p>
          {filtered
            ? 'Type fewer letters, or choose above another kind, or what is cited and not held.'
            : 'Import a report or a data set, or drop one anywhere on this page.'}
        </p>
        {filtered ? null : (
          <Button look="primary" onClick={openDialog}>
            Import
          </Button>
        )}
      </EmptyState>
    );
  }
  return (
    <VirtualList
      items={items}
      label="Documents"
      estimate={62}
      keyOf={(item) => item.id}
      render={(item) => <DocumentRow item={item} />}
      onNearEnd={onNearEnd}
    />
  );
}

const KIND_LABELS = { report: 'report', dataset: 'data set', starter: 'starter knowledge' } as const;

function DocumentRow({ item }: { item: DocumentList['items'][number] }): ReactElement {
  return (
    <div className={classes.row}>
      <DocumentWords document={item} />
      <span className={classes.kind}>{KIND_LABELS[item.kind]}</span>
      <span className={classes.claims}>{count(item.claimCount, 'claim')}</span>
    </div>
  );
}
