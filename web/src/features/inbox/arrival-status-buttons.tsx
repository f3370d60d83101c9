import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import type { Arrival } from '../../api/contract.ts';
import { judgeArrival } from '../../api/judgements.ts';
import { ChoiceChips } from '../../ui/choice-chips.tsx';

/** New, triaged or closed: a judgement, so it can be set back at any time. */
export function ArrivalStatusButtons({ arrival }: { arrival: Arrival }): ReactElement {
  const client = useQueryClient();
  const judge = useMutation({
    mutationFn: (status: Arrival['status']) => judgeArrival(arrival.id, status),
    onSuccess: () => client.invalidateQueries(),
  });
  return (
    <div>
      <ChoiceChips<Arrival['status']>
        label={`Status of ${arrival.name}`}
        choices={[
          { value: 'new', label: 'New' },
          { value: 'triaged', label: 'Triaged' },
          { value: 'closed', label: 'Closed' },
        ]}
        chosen={(value) => value === (judge.isPending ? judge.variables : arrival.status)}
        onChoose={(value) => value !== arrival.status && judge.mutate(value)}
      />
      {judge.error ? <p role="alert">{judge.error.message}</p> : null}
    </div>
  );
}
