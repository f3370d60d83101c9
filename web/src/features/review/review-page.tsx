/**
 * What a machine read and nobody has checked, one statement at a time. The decision goes to every claim behind the statement that waits;
 * each can be undone, and the counter goes down.
 */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type ReactElement, useState } from 'react';
import { getJson } from '../../api/client.ts';
import type { ClaimView, Proposition, PropositionEvidence } from '../../api/contract.ts';
import { type ClaimVerdict, judgeClaim } from '../../api/judgements.ts';
import { reviewQuery } from '../../api/queries.ts';
import { Button } from '../../ui/button.tsx';
import { useKeys } from '../../ui/keys.ts';
import { PageHeader } from '../../ui/page-header.tsx';
import { useOpenEvidence } from '../../ui/statement-link.tsx';
import { EmptyState, ErrorState, Waiting } from '../../ui/states.tsx';
import { count } from '../../ui/words.ts';
import { EvidenceList } from '../evidence/evidence-list.tsx';
import classes from './review-page.module.css';

interface Decided {
  readonly proposition: Proposition;
  readonly verdict: Exclude<ClaimVerdict, 'machine'>;
  readonly claims: readonly string[];
}

export function ReviewPage(): ReactElement {
  const client = useQueryClient();
  const openEvidence = useOpenEvidence();
  const { data, error, refetch, isFetching } = useQuery({ ...reviewQuery(), refetchOnMount: 'always' });
  const [decided, setDecided] = useState<readonly Decided[]>([]);
  const [skipped, setSkipped] = useState<ReadonlySet<string>>(new Set());
  const done = new Set(decided.map((one) => one.proposition.id));
  const queue = (data?.items ?? []).filter((item) => !done.has(item.id) && !skipped.has(item.id));
  const current = queue[0];
  const left = Math.max(
    0,
    (data?.total ?? 0) - decided.filter((one) => data?.items.some((item) => item.id === one.proposition.id)).length,
  );

  const decide = useMutation({
    mutationFn: async ({
      proposition,
      verdict,
    }: {
      proposition: Proposition;
      verdict: Decided['verdict'];
    }): Promise<Decided> => {
      const claims = await waitingClaims(proposition);
      for (const claim of claims) await judgeClaim(claim.id, verdict);
      return { proposition, verdict, claims: claims.map((claim) => claim.id) };
    },
    onSuccess: (one) => {
      setDecided((all) => [...all, one]);
      void client.invalidateQueries({ queryKey: ['status'] });
      void client.invalidateQueries({ queryKey: ['entity'] });
      if (queue.length <= 1) void client.invalidateQueries({ queryKey: ['review'] });
    },
  });
  const undo = useMutation({
    mutationFn: async (one: Decided) => {
      for (const id of one.claims) await judgeClaim(id, 'machine');
      return one;
    },
    onSuccess: (one) => {
      setDecided((all) => all.filter((other) => other !== one));
      void client.invalidateQueries();
    },
  });
  const busy = decide.isPending || undo.isPending;
  const last = decided.at(-1);
  const verdict = (value: Decided['verdict']): void => {
    if (current && !busy) decide.mutate({ proposition: current, verdict: value });
  };
  const skip = (): void => {
    if (current && !busy) setSkipped((all) => new Set([...all, current.id]));
  };
  const undoLast = (): void => {
    if (last && !busy) undo.mutate(last);
  };
  useKeys({
    a: () => verdict('reviewed'),
    r: () => verdict('rejected'),
    s: skip,
    u: undoLast,
    e: () => current && openEvidence(current.subject.id, current.id),
  });

  const failed = decide.error ?? undo.error;
  return (
    <div className={classes.page}>
      <PageHeader
        title="Review"
        lead="Statements that a machine read from prose. Until someone has looked at them they enter no grade, no count of origins and no export."
        actions={
          <span className={classes.counter} role="status">
            {data ? `${left.toLocaleString('en-GB')} to review` : ''}
          </span>
        }
      />
      {error ? <ErrorState error={error} onRetry={() => void refetch()} /> : null}
      {failed ? <ErrorState error={failed} /> : null}
      {!data && !error ? <Waiting lines={[60, 30, 0, 90, 84, 88]} /> : null}
      {current ? (
        <section key={current.id} className={classes.item} aria-label="Statement to review">
          <h2 className="visually-hidden">Statement to review</h2>
          <EvidenceList entityId={current.subject.id} propositionId={current.id} decisions={false} />
        </section>
      ) : null}
      {data && !current && !error ? (
        <Finished skipped={skipped.size} fetching={isFetching} onAgain={() => setSkipped(new Set())} />
      ) : null}
      <div className={classes.bar}>
        {current ? (
          <>
            <Button look="primary" disabled={busy} onClick={() => verdict('reviewed')}>
              Accept <kbd>a</kbd>
            </Button>
            <Button disabled={busy} onClick={() => verdict('rejected')}>
              Reject <kbd>r</kbd>
            </Button>
            <Button disabled={busy} onClick={skip}>
              Skip <kbd>s</kbd>
            </Button>
          </>
        ) : null}
        {last ? (
          <Button look="plain" disabled={busy} onClick={undoLast}>
            {`Undo “${last.verdict === 'reviewed' ? 'accepted' : 'rejected'}: ${shortened(last.proposition.sentence)}”`}{' '}
            <kbd>u</kbd>
          </Button>
        ) : null}
      </div>
    </div>
  );
}

/** All claims behind a statement that wait, over every page of its evidence. */
async function waitingClaims(proposition: Proposition): Promise<ClaimView[]> {
  const path = `/entities/${encodeURIComponent(proposition.subject.id)}/propositions/${encodeURIComponent(proposition.id)}`;
  const waiting: ClaimView[] = [];
  let cursor: string | undefined;
  do {
    const page: PropositionEvidence = await getJson(path, { cursor });
    waiting.push(...page.claims.filter((claim) => claim.status === 'machine'));
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
  return waiting;
}

function shortened(sentence: string): string {
  return sentence.length > 60 ? `${sentence.slice(0, 58)}…` : sentence;
}

function Finished({
  skipped,
  fetching,
  onAgain,
}: {
  skipped: number;
  fetching: boolean;
  onAgain: () => void;
}): ReactElement {
  if (fetching) return <Waiting lines={[60, 30, 0, 90]} />;
  return (
    <EmptyState
      title={skipped > 0 ? `${count(skipped, 'statement')} skipped, the rest is done` : 'Nothing waits for review'}
    >
      {skipped > 0 ? <Button onClick={onAgain}>Look at what was skipped</Button> : null}
      <p>
        When a report is imported, what the machine reads in it comes here.{' '}
        <Link to="/inbox">See what has arrived</Link>
      </p>
    </EmptyState>
  );
}
