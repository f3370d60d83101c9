/** One document: its text with what was read in it, or, where we have no text, what it is and what is cited from it. */
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import type { DocumentPage as DocumentPageView } from '../../api/contract.ts';
import { documentQuery } from '../../api/queries.ts';
import { partialDateWords } from '../../ui/dates.ts';
import { documentTitle, HeldMark } from '../../ui/document-words.tsx';
import { ReliabilityChip } from '../../ui/grade-chip.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { SourceLink } from '../../ui/source-link.tsx';
import { ErrorState, Waiting } from '../../ui/states.tsx';
import { count, EVIDENCE_CLASS_WORDS, RELIABILITY_WORDS } from '../../ui/words.ts';
import { DocumentFacts } from './document-facts.tsx';
import classes from './document-page.module.css';
import { Reader } from './reader.tsx';
import { TextlessDocument } from './textless-document.tsx';

const route = getRouteApi('/documents/$id');

export function DocumentPage(): ReactElement {
  const { id } = route.useParams();
  const { data, error, refetch } = useQuery(documentQuery(id));
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!data) return <Waiting label="Loading the document" lines={[50, 30, 0, 70, 66, 70, 68, 40, 0, 70, 67, 62]} />;
  return (
    <article>
      <PageHeader title={documentTitle(data.document)} lead={<Lead page={data} />} />
      <DocumentFacts page={data} />
      {data.text === null ? (
        <TextlessDocument page={data} />
      ) : (
        <Reader key={data.document.id} page={data} text={data.text} />
      )}
    </article>
  );
}

function Lead({ page }: { page: DocumentPageView }): ReactElement {
  const { document } = page;
  return (
    <div className={classes.lead}>
      <ReliabilityChip letter={document.reliability} />
      <span>{`${document.publisher ?? 'publisher not stated'}, ${RELIABILITY_WORDS[document.reliability]}`}</span>
      <span>{document.publishedAt ? partialDateWords(document.publishedAt) : 'date not stated'}</span>
      <span>{EVIDENCE_CLASS_WORDS[document.evidenceClass]}</span>
      <HeldMark held={document.held} />
      {page.text === null ? null : <span>{count(page.claims.length, 'claim')}</span>}
      {document.url ? <SourceLink address={document.url}>Original</SourceLink> : null}
    </div>
  );
}
