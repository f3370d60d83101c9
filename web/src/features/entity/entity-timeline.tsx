import { type ReactElement, useState } from 'react';
import type { TimelineItem } from '../../api/contract.ts';
import { Button } from '../../ui/button.tsx';
import { partialDateWords } from '../../ui/dates.ts';
import { StatementLink } from '../../ui/statement-link.tsx';
import { count } from '../../ui/words.ts';
import classes from './entity-timeline.module.css';

const SHOWN_AT_FIRST = 10;

export function EntityTimeline({
  items,
  entityId,
}: {
  items: readonly TimelineItem[];
  entityId: string;
}): ReactElement {
  const [all, setAll] = useState(false);
  if (items.length === 0) return <p className={classes.none}>No statement about it is dated.</p>;
  const shown = all ? items : items.slice(0, SHOWN_AT_FIRST);
  return (
    <>
      <ol className={classes.timeline}>
        {shown.map((item) => (
          <li key={`${item.propositionId} ${item.date}`}>
            <time dateTime={item.date}>
              {partialDateWords(item.date)}
              {item.until ? ` to ${partialDateWords(item.until)}` : ''}
            </time>
            <StatementLink propositionId={item.propositionId} entityId={entityId}>
              {item.sentence}
            </StatementLink>
          </li>
        ))}
      </ol>
      {items.length > SHOWN_AT_FIRST ? (
        <Button look="plain" aria-expanded={all} onClick={() => setAll(!all)}>
          {all ? 'Fewer' : `All ${count(items.length, 'event')}`}
        </Button>
      ) : null}
    </>
  );
}
