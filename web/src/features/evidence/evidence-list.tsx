/** A statement and every claim behind it, gathered under the origin each goes back to. */
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import type { ClaimView, OriginView, Proposition } from '../../api/contract.ts';
import { evidenceQuery } from '../../api/queries.ts';
import { Button } from '../../ui/button.tsx';
import { partialDateWords, validTimeWords } from '../../ui/dates.ts';
import { GradeChip, gradeWords } from '../../ui/grade-chip.tsx';
import { OriginBadge } from '../../ui/origin-badge.tsx';
import { StatementLink } from '../../ui/statement-link.tsx';
import { ErrorState, Waiting } from '../../ui/states.tsx';
import { useTimes } from '../../ui/times.ts';
import { KIND_WORDS, supportWords } from '../../ui/words.ts';
import { ClaimEvidence } from './claim-evidence.tsx';
import classes from './evidence-list.module.css';

interface EvidenceListProps {
  readonly entityId: string;
  readonly propositionId: string;
  /** Whether each claim can be accepted or rejected by itself. */
  readonly decisions?: boolean;
}

export function EvidenceList({ entityId, propositionId, decisions = true }: EvidenceListProps): ReactElement {
  const times = useTimes();
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(
    evidenceQuery(entityId, propositionId, times),
  );
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  const first = data?.pages[0];
  if (!first) return <Waiting label="Loading the evidence" lines={[92, 60, 0, 100, 96, 88, 40, 0, 70, 50]} />;
  const claims = data.pages.flatMap((page) => page.claims);
  return (
    <div className={classes.list}>
      <Statement proposition={first.proposition} />
      {first.contradictedBy.length > 0 ? (
        <Contradictions propositions={first.contradictedBy} entityId={entityId} />
      ) : null}
      {byOrigin(claims).map((group) => (
        <section key={group.origin.id} className={classes.origin}>
          <OriginHead origin={group.origin} claims={group.claims.length} />
          {group.claims.map((claim) => (
            <ClaimEvidence key={claim.id} claim={claim} decisions={decisions} />
          ))}
        </section>
      ))}
      {claims.length === 0 ? (
        <p className={classes.note}>
          No claim behind this statement was held or published at the times of this view. Return a time to now to see
          them.
        </p>
      ) : null}
      {hasNextPage ? (
        <Button disabled={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {isFetchingNextPage
            ? 'Loading…'
            : `Show more of ${first.proposition.claimCount.toLocaleString('en-GB')} claims`}
        </Button>
      ) : null}
    </div>
  );
}

function Statement({ proposition }: { proposition: Proposition }): ReactElement {
  const times = validTimeWords(proposition.valid);
  const qualifiers = Object.entries(proposition.qualifiers);
  const { subject, object } = proposition;
  return (
    <div className={classes.statement}>
      <p className={classes.kind}>{KIND_WORDS[proposition.kind]}</p>
      <p className={classes.sentence}>{proposition.sentence}</p>
      <p className={classes.ends}>
        <Link to="/entities/$id" params={{ id: subject.id }}>
          {subject.label}
        </Link>
        {object.type === 'entity' ? (
          <Link to="/entities/$id" params={{ id: object.entity.id }}>
            {object.entity.label}
          </Link>
        ) : null}
      </p>
      <div className={classes.meta}>
        <OriginBadge support={proposition.support} />
      </div>
      <div className={classes.meta}>
        <GradeChip grade={proposition.grade} />
        <span>{gradeWords(proposition.grade)}</span>
      </div>
      {times || proposition.ended ? (
        <p className={classes.note}>{`Valid ${times ?? ''}${proposition.ended ? ' (ended)' : ''}`}</p>
      ) : null}
      {qualifiers.length > 0 ? (
        <p className={classes.note}>
          {qualifiers.map(([name, value]) => `${name.replaceAll(/[-_]/g, ' ')}: ${value}`).join(' · ')}
        </p>
      ) : null}
      {proposition.hedges.length > 0 ? (
        <p
          className={classes.note}
        >{`Hedged by its sources: ${proposition.hedges.map((hedge) => `“${hedge}”`).join(', ')}`}</p>
      ) : null}
    </div>
  );
}

function Contradictions({
  propositions,
  entityId,
}: {
  propositions: readonly Proposition[];
  entityId: string;
}): ReactElement {
  return (
    <section className={classes.conflict}>
      <h3>Sources say otherwise</h3>
      <ul>
        {propositions.map((proposition) => (
          <li key={proposition.id}>
            <StatementLink propositionId={proposition.id} entityId={entityId}>
              {proposition.sentence}
            </StatementLink>
            <span>{supportWords(proposition.support)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

interface OriginGroup {
  readonly origin: OriginView;
  readonly claims: ClaimView[];
}

function byOrigin(claims: readonly ClaimView[]): readonly OriginGroup[] {
  const groups = new Map<string, OriginGroup>();
  for (const claim of claims) {
    const group = groups.get(claim.origin.id) ?? { origin: claim.origin, claims: [] };
    group.claims.push(claim);
    groups.set(claim.origin.id, group);
  }
  return [...groups.values()];
}

function OriginHead({ origin, claims }: { origin: OriginView; claims: number }): ReactElement {
  return (
    <h3 className={classes.originHead} data-held={origin.held}>
      <span>
        {`Origin: ${origin.name}`}
        {origin.published ? `, ${partialDateWords(origin.published)}` : ''}
      </span>
      <em>
        {origin.held ? 'held' : 'cited, not held'}
        {claims > 1 ? ` · ${claims} claims go back to it` : ''}
      </em>
    </h3>
  );
}
