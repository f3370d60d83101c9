/** How a document is named on every page: title, publisher, date, and whether its text is held or only cited. */
import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import type { DocumentRef } from '../api/contract.ts';
import { partialDateWords } from './dates.ts';
import classes from './document-words.module.css';
import { ReliabilityChip } from './grade-chip.tsx';
import { EVIDENCE_CLASS_WORDS } from './words.ts';

interface DocumentWordsProps {
  readonly document: DocumentRef;
  /** The claim to show in it. */
  readonly claim?: string;
}

export function DocumentWords({ document, claim }: DocumentWordsProps): ReactElement {
  return (
    <span className={classes.words}>
      <Link to="/documents/$id" params={{ id: document.id }} search={claim ? { claim } : {}} className={classes.title}>
        {documentTitle(document)}
      </Link>
      <span className={classes.detail}>
        <ReliabilityChip letter={document.reliability} />
        <span>{document.publisher ?? 'publisher not stated'}</span>
        {document.publishedAt ? <span>{partialDateWords(document.publishedAt)}</span> : null}
        {document.evidenceClass === 'unstated' ? null : <span>{EVIDENCE_CLASS_WORDS[document.evidenceClass]}</span>}
        <HeldMark held={document.held} />
      </span>
    </span>
  );
}

export function documentTitle(document: Pick<DocumentRef, 'title' | 'url' | 'id'>): string {
  return document.title ?? document.url ?? 'Untitled document';
}

/** A filled square for a text we hold, an outlined one for a source that is only cited; always with its word. */
export function HeldMark({ held }: { held: boolean }): ReactElement {
  return (
    <span className={classes.held} data-held={held}>
      {held ? 'held' : 'cited, not held'}
    </span>
  );
}
