/** What is said about an entity: an overview by kind, or one kind (or what holds certain words) as a list of any length. */
import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { type ReactElement, useCallback } from 'react';
import type { ClaimKind, EntityPage } from '../../api/contract.ts';
import { propositionsQuery } from '../../api/queries.ts';
import type { EntitySearch } from '../../routes.tsx';
import { Button } from '../../ui/button.tsx';
import { ChoiceChips } from '../../ui/choice-chips.tsx';
import { ClaimRow } from '../../ui/claim-row.tsx';
import { FilterField } from '../../ui/filter-field.tsx';
import { Section } from '../../ui/section.tsx';
import { ErrorState, Waiting } from '../../ui/states.tsx';
import { useTimes } from '../../ui/times.ts';
import { VirtualList } from '../../ui/virtual-list.tsx';
import { count, KIND_WORDS } from '../../ui/words.ts';
import classes from './entity-claims.module.css';

const route = getRouteApi('/entities/$id');

export function EntityClaims({ page }: { page: EntityPage }): ReactElement {
  const { kind, text, unreviewed } = route.useSearch();
  const navigate = route.useNavigate();
  // Names have their own table above.
  const groups = page.groups.filter((group) => group.kind !== 'name');
  const total = groups.reduce((sum, group) => sum + group.total, 0);
  const change = (next: EntitySearch): void =>
    void navigate({ search: (previous) => ({ ...previous, ...next }), replace: true, resetScroll: false });
  const filtered = kind !== undefined || text !== undefined || unreviewed !== undefined;

  return (
    <Section title="Statements" note={count(total, 'statement')}>
      <div className={classes.tools}>
        <ChoiceChips<ClaimKind | undefined>
          label="Kind of statement"
          choices={[
            { value: undefined, label: 'All', count: total },
            ...groups.map((group) => ({ value: group.kind, label: KIND_WORDS[group.kind], count: group.total })),
          ]}
          chosen={(value) => value === kind}
          onChoose={(value) => change({ kind: value })}
        />
        <div className={classes.filter}>
          <FilterField
            label="Filter statements by their words"
            placeholder="Filter statements"
            value={text ?? ''}
            onChange={(value) => change({ text: value || undefined })}
          />
          <label className={classes.check}>
            <input
              type="checkbox"
              checked={unreviewed === 'yes'}
              onChange={(event) => change({ unreviewed: event.currentTarget.checked ? 'yes' : undefined })}
            />
            With what waits for review
          </label>
        </div>
      </div>
      {filtered ? (
        <FilteredClaims entityId={page.entity.id} kind={kind} text={text} includeMachine={unreviewed === 'yes'} />
      ) : (
        <Overview groups={groups} entityId={page.entity.id} onShowAll={(value) => change({ kind: value })} />
      )}
    </Section>
  );
}

interface OverviewProps {
  readonly groups: EntityPage['groups'];
  readonly entityId: string;
  readonly onShowAll: (kind: ClaimKind) => void;
}

function Overview({ groups, entityId, onShowAll }: OverviewProps): ReactElement {
  const { statement } = route.useSearch();
  if (groups.length === 0) {
    return (
      <p className={classes.none}>
        Nothing is said about it at these times. Return the times above to now, or import a report that names it.
      </p>
    );
  }
  return (
    <div className={classes.groups}>
      {groups.map((group) => (
        <section key={group.kind} aria-label={KIND_WORDS[group.kind]}>
          <h3>
            {KIND_WORDS[group.kind]} <span>{group.total.toLocaleString('en-GB')}</span>
          </h3>
          {group.propositions.map((proposition) => (
            <ClaimRow
              key={proposition.id}
              proposition={proposition}
              entityId={entityId}
              open={proposition.id === statement}
            />
          ))}
          {group.total > group.propositions.length ? (
            <Button look="plain" onClick={() => onShowAll(group.kind)}>
              {`All ${group.total.toLocaleString('en-GB')} in ${KIND_WORDS[group.kind]}`}
            </Button>
          ) : null}
        </section>
      ))}
    </div>
  );
}

interface FilteredProps {
  readonly entityId: string;
  readonly kind: ClaimKind | undefined;
  readonly text: string | undefined;
  readonly includeMachine: boolean;
}

function FilteredClaims({ entityId, kind, text, includeMachine }: FilteredProps): ReactElement {
  const times = useTimes();
  const { statement } = route.useSearch();
  const query = useInfiniteQuery(
    propositionsQuery(entityId, times, { kind, text, includeMachine: includeMachine || undefined }),
  );
  const { data, error, refetch, hasNextPage, isFetchingNextPage, fetchNextPage, isPlaceholderData } = query;
  const onNearEnd = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, fetchNextPage]);
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!data) return <Waiting lines={[90, 50, 0, 84, 50, 0, 92, 50, 0, 70, 50]} />;
  const items = data.pages.flatMap((page) => page.items);
  const total = data.pages[0]?.total ?? items.length;
  if (items.length === 0)
    return (
      <p className={classes.none}>
        No statement has these words at these times. Type fewer letters, or choose another kind.
      </p>
    );
  return (
    <div aria-busy={isPlaceholderData}>
      <p className={classes.found} role="status">{`${count(total, 'statement')} found`}</p>
      <VirtualList
        items={items}
        total={total}
        label="Statements"
        estimate={84}
        keyOf={(proposition) => proposition.id}
        render={(proposition) => (
          <ClaimRow proposition={proposition} entityId={entityId} open={proposition.id === statement} />
        )}
        onNearEnd={onNearEnd}
      />
    </div>
  );
}
