/** Accept or reject what a machine read. The decision is a judgement: it is kept with its author, and can be undone. */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import type { ClaimView } from '../../api/contract.ts';
import { type ClaimVerdict, judgeClaim } from '../../api/judgements.ts';
import { Button } from '../../ui/button.tsx';
import classes from './claim-decision.module.css';

export function ClaimDecision({ claim }: { claim: ClaimView }): ReactElement | null {
  const client = useQueryClient();
  const judge = useMutation({
    mutationFn: (verdict: ClaimVerdict) => judgeClaim(claim.id, verdict),
    onSuccess: () => client.invalidateQueries(),
  });
  if (claim.status === 'structured') return null;
  return (
    <>
      {claim.status === 'machine' ? (
        <>
          <Button disabled={judge.isPending} onClick={() => judge.mutate('reviewed')}>
            Accept
          </Button>
          <Button disabled={judge.isPending} onClick={() => judge.mutate('rejected')}>
            Reject
          </Button>
        </>
      ) : (
        <>
          <span className={classes.verdict}>{claim.status === 'reviewed' ? 'Reviewed' : 'Rejected'}</span>
          {claim.obtained.how === 'analyst' || claim.obtained.how === 'import' ? null : (
            <Button look="plain" disabled={judge.isPending} onClick={() => judge.mutate('machine')}>
              Undo
            </Button>
          )}
        </>
      )}
      {judge.error ? (
        <p role="alert" className={classes.error}>
          {judge.error.message}
        </p>
      ) : null}
    </>
  );
}
