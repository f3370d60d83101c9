/** The words behind a statement on hover, fetched only when someone lingers; they are then ready when the evidence is opened. */
import { Tooltip } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import type { ReactElement, ReactNode } from 'react';
import { evidenceQuery } from '../api/queries.ts';
import { documentTitle } from './document-words.tsx';
import classes from './quote-preview.module.css';
import { useTimes } from './times.ts';

interface QuotePreviewProps {
  readonly entityId: string;
  readonly propositionId: string;
  readonly children: ReactNode;
}

export function QuotePreview({ entityId, propositionId, children }: QuotePreviewProps): ReactElement {
  return (
    <Tooltip
      label={<FirstWords entityId={entityId} propositionId={propositionId} />}
      openDelay={450}
      position="bottom-start"
      multiline
      w="min(420px, 92vw)"
      classNames={{ tooltip: classes.tooltip ?? '' }}
    >
      <span>{children}</span>
    </Tooltip>
  );
}

function FirstWords({ entityId, propositionId }: Omit<QuotePreviewProps, 'children'>): ReactElement {
  const { data, error } = useInfiniteQuery(evidenceQuery(entityId, propositionId, useTimes()));
  const claims = data?.pages[0]?.claims ?? [];
  const claim = claims.find((one) => one.quote !== null) ?? claims[0];
  if (error) return <p className={classes.source}>{error.message}</p>;
  if (!claim) return <p className={classes.source}>{data ? 'No words at these times.' : 'Fetching the words…'}</p>;
  const source = claim.cited ?? claim.document;
  return (
    <div className={classes.preview}>
      {claim.quote === null ? (
        <p>{`Cited, not held; in our words: ${claim.statement ?? claim.sentence}`}</p>
      ) : (
        <blockquote>{`“${claim.quote}”`}</blockquote>
      )}
      <p className={classes.source}>{[source.publisher, documentTitle(source)].filter(Boolean).join(', ')}</p>
    </div>
  );
}
