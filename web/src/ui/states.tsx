/** What a view shows when it has nothing, waits, or failed. Each says what to do next, and none moves what is around it. */
import { Link } from '@tanstack/react-router';
import type { CSSProperties, ReactElement, ReactNode } from 'react';
import { ProblemError } from '../api/client.ts';
import { Button } from './button.tsx';
import { Icon } from './icons.tsx';
import classes from './states.module.css';

export function EmptyState({ title, children }: { title: string; children: ReactNode }): ReactElement {
  return (
    <div className={classes.state}>
      <h2>{title}</h2>
      <div className={classes.words}>{children}</div>
    </div>
  );
}

export function ErrorState({ error, onRetry }: { error: Error; onRetry?: () => void }): ReactElement {
  const problem = error instanceof ProblemError ? error : undefined;
  return (
    <div className={classes.state} role="alert">
      <h2>
        <Icon name="warning" />
        {problem?.title ?? 'Something went wrong on this page'}
      </h2>
      <div className={classes.words}>
        <p>{error.message}</p>
        {problem?.place ? <p>{`Where: ${problem.place}`}</p> : null}
        {problem?.hint ? <p>{problem.hint}</p> : null}
        {problem && problem.candidates.length > 0 ? (
          <ul>
            {problem.candidates.map((candidate) => (
              <li key={candidate.id}>
                <Link to="/entities/$id" params={{ id: candidate.id }}>
                  {candidate.label}
                </Link>{' '}
                <span>{candidate.type}</span>
              </li>
            ))}
          </ul>
        ) : null}
        {onRetry ? <Button onClick={onRetry}>Try again</Button> : null}
      </div>
    </div>
  );
}

/** Grey bars in the place of the words to come. `lines` are widths in percent. */
export function Waiting({ lines, label = 'Loading' }: { lines: readonly number[]; label?: string }): ReactElement {
  return (
    <div className={classes.waiting} role="status" aria-label={label}>
      {lines.map((width, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the bars have no identity.
        <span key={index} style={{ '--width': `${width}%` } as CSSProperties} />
      ))}
    </div>
  );
}
