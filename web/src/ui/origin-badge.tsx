/**
 * "3 reports · 1 origin held, 1 cited": filled when an origin is held, hollow when none is, split when sources contradict.
 * The form is repeated in words, so that nothing rests on shape or colour alone.
 */
import type { ReactElement } from 'react';
import type { Support } from '../api/contract.ts';
import classes from './origin-badge.module.css';
import { count, supportWords } from './words.ts';

export function OriginBadge({ support }: { support: Support }): ReactElement {
  const form = support.contested ? 'contested' : support.originsHeld > 0 ? 'held' : 'hollow';
  return (
    <span className={classes.badge} data-form={form}>
      <span className={classes.words}>
        <svg width="12" height="12" viewBox="0 0 12 12" aria-hidden="true">
          <circle
            cx="6"
            cy="6"
            r="4.75"
            fill={form === 'held' ? 'currentColor' : 'none'}
            stroke="currentColor"
            strokeWidth="1.5"
          />
          {form === 'contested' ? <path d="M6 1.25a4.75 4.75 0 0 0 0 9.5Z" fill="currentColor" /> : null}
        </svg>
        <span>{supportWords(support)}</span>
      </span>
      {support.contested ? <strong>contested</strong> : null}
      {support.unreviewed > 0 ? <em>{`+ ${count(support.unreviewed, 'claim')} not yet reviewed`}</em> : null}
    </span>
  );
}
