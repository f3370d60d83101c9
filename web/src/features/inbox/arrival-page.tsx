/** One arrival: what it adds, where it contradicts what was held, what of it was refused and why. */
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import type { Arrival } from '../../api/contract.ts';
import { arrivalQuery } from '../../api/queries.ts';
import { instantWords } from '../../ui/dates.ts';
import { DocumentWords } from '../../ui/document-words.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { Section } from '../../ui/section.tsx';
import { StatementLink } from '../../ui/statement-link.tsx';
import { ErrorState, Waiting } from '../../ui/states.tsx';
import table from '../../ui/table.module.css';
import { count } from '../../ui/words.ts';
import { ArrivalAdds } from './arrival-adds.tsx';
import classes from './arrival-page.module.css';
import { ArrivalStatusButtons } from './arrival-status-buttons.tsx';

const route = getRouteApi('/inbox/$id');

export function ArrivalPage(): ReactElement {
  const { id } = route.useParams();
  const { data, error, refetch } = useQuery(arrivalQuery(id));
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!data) return <Waiting lines={[50, 30, 0, 60, 0, 80, 76, 82]} />;
  return (
    <div className={classes.page}>
      <PageHeader
        title={data.document?.title ?? data.name}
        lead={[
          data.name,
          data.format,
          `received ${instantWords(data.receivedAt)}`,
          data.complete ? null : 'not finished: import it again to go on',
        ]
          .filter(Boolean)
          .join(' · ')}
        actions={<ArrivalStatusButtons arrival={data} />}
      />
      <Section title="What it adds">
        <ArrivalAdds arrival={data} />
      </Section>
      {data.document ? (
        <Section title="Read it">
          <DocumentWords document={data.document} />
        </Section>
      ) : null}
      <Contradictions arrival={data} />
      <Refused arrival={data} />
      <Link to="/inbox">Back to the inbox</Link>
    </div>
  );
}

function Contradictions({ arrival }: { arrival: Arrival }): ReactElement | null {
  if (arrival.contradictions.length === 0) return null;
  return (
    <Section title="Contradicts what was held" note={count(arrival.contradictions.length, 'place')}>
      <ul className={classes.conflicts}>
        {arrival.contradictions.map((conflict) => (
          <li key={`${conflict.left} ${conflict.right}`}>
            <p>
              <span>Says</span> <Conflicting claimId={conflict.left} statement={conflict.leftStatement} />
            </p>
            <p>
              <span>Held</span> <Conflicting claimId={conflict.right} statement={conflict.rightStatement} />
            </p>
            <p>{conflict.reason}</p>
          </li>
        ))}
      </ul>
    </Section>
  );
}

/** The statement in words, opening its evidence; its id where the store has it no more. */
function Conflicting({
  claimId,
  statement,
}: {
  claimId: string;
  statement: Arrival['contradictions'][number]['leftStatement'];
}): ReactElement {
  if (statement === null) return <code>{claimId}</code>;
  return (
    <StatementLink propositionId={statement.propositionId} entityId={statement.entityId}>
      {statement.sentence}
    </StatementLink>
  );
}

function Refused({ arrival }: { arrival: Arrival }): ReactElement | null {
  if (arrival.refused.length === 0) return null;
  const hidden = arrival.adds.refused - arrival.refused.length;
  return (
    <Section title="Refused" note={count(arrival.adds.refused, 'row')}>
      <div className={table.wrap}>
        <table className={table.table}>
          <thead>
            <tr>
              <th scope="col">Where</th>
              <th scope="col">Why</th>
            </tr>
          </thead>
          <tbody>
            {arrival.refused.map((row) => (
              <tr key={`${row.place} ${row.reason}`}>
                <td>
                  <code>{row.place}</code>
                </td>
                <td>{row.reason}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {hidden > 0 ? <p>{`and ${count(hidden, 'more row')}`}</p> : null}
    </Section>
  );
}
