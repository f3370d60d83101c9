/** What is known of the document besides its words; folded away but for what was wrong in reading it. */
import { Link } from '@tanstack/react-router';
import type { ReactElement, ReactNode } from 'react';
import type { DocumentPage } from '../../api/contract.ts';
import { instantWords } from '../../ui/dates.ts';
import { Icon } from '../../ui/icons.tsx';
import { languageWords } from '../../ui/names.ts';
import { count } from '../../ui/words.ts';
import classes from './document-facts.module.css';

export function DocumentFacts({ page }: { page: DocumentPage }): ReactElement {
  const { document } = page;
  const { issues, versions, retrievals } = document;
  return (
    <div className={classes.facts}>
      {issues.length > 0 ? (
        <ul className={classes.issues} aria-label="Found when it was read">
          {issues.slice(0, 5).map((issue) => (
            <li key={`${issue.place} ${issue.message}`} data-severity={issue.severity}>
              <Icon name="warning" size={14} />
              <span>{`${issue.severity === 'error' ? 'Error' : 'Warning'}: ${issue.message}${issue.place ? ` (${issue.place})` : ''}`}</span>
            </li>
          ))}
          {issues.length > 5 ? <li>{`and ${count(issues.length - 5, 'more', 'more')}`}</li> : null}
        </ul>
      ) : null}
      {versions.length > 0 ? (
        <p className={classes.versions}>
          {'Other bytes were once found at the same address: '}
          {versions.map((version, index) => (
            <span key={version.id}>
              {index > 0 ? ', ' : ''}
              <Link to="/documents/$id" params={{ id: version.id }}>
                {instantWords(version.recordedAt)}
              </Link>
            </span>
          ))}
        </p>
      ) : null}
      <details>
        <summary>About this document</summary>
        <dl>
          <Fact name="Authors">{document.authors.join(', ') || 'not stated'}</Fact>
          <Fact name="Language">
            {document.language === 'en' ? 'English' : languageWords(document.language) || 'not found'}
          </Fact>
          <Fact name="Format">
            {[document.mediaType, document.sizeBytes === null ? null : bytesWords(document.sizeBytes)]
              .filter(Boolean)
              .join(', ') || 'none'}
          </Fact>
          <Fact name="Address">{document.url ?? 'not stated'}</Fact>
          <Fact name="SHA-256">{document.sha256 ? <code>{document.sha256}</code> : 'not held'}</Fact>
          <Fact name="Recorded">{instantWords(document.recordedAt)}</Fact>
          {retrievals.map((retrieval) => (
            <Fact
              key={`${retrieval.location} ${retrieval.at}`}
              name="Retrieved"
            >{`${retrieval.location}, ${instantWords(retrieval.at)}`}</Fact>
          ))}
        </dl>
      </details>
    </div>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }): ReactElement {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function bytesWords(bytes: number): string {
  if (bytes < 1024) return `${bytes} bytes`;
  const units = ['KB', 'MB', 'GB'];
  let value = bytes / 1024;
  let unit = 0;
  while (value >= 1024 && unit < units.length - 1) {
    value /= 1024;
    unit++;
  }
  return `${value.toFixed(value < 10 ? 1 : 0)} ${units[unit]}`;
}
