/** How far each import has come, with its outcomes and the reasons of what was refused. Stays until it is dismissed. */
import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import type { ImportOutcome, ImportProgress } from '../../api/contract.ts';
import { Button, IconButton } from '../../ui/button.tsx';
import { count } from '../../ui/words.ts';
import classes from './import-panel.module.css';
import { type PageImport, useImports } from './imports-context.ts';

export function ImportPanel(): ReactElement | null {
  const { imports } = useImports();
  if (imports.length === 0) return null;
  return (
    <section className={`${classes.panel} no-print`} aria-label="Imports">
      {imports.map((one) => (
        <OneImport key={one.key} one={one} />
      ))}
    </section>
  );
}

function OneImport({ one }: { one: PageImport }): ReactElement {
  const { cancel, dismiss } = useImports();
  const { progress } = one;
  const running = progress.state === 'running';
  return (
    <article className={classes.import} data-state={progress.state}>
      <header>
        <strong title={one.title}>{one.title}</strong>
        {running ? (
          <Button onClick={() => cancel(one.key)}>Cancel</Button>
        ) : (
          <IconButton icon="close" label="Dismiss" onClick={() => dismiss(one.key)} />
        )}
      </header>
      <p role="status">{progressWords(progress)}</p>
      {running ? (
        <progress aria-label="Progress" {...(progress.total ? { value: progress.done, max: progress.total } : {})} />
      ) : null}
      {progress.error ? (
        <p role="alert" className={classes.error}>
          {progress.error}
        </p>
      ) : null}
      {progress.outcomes.length > 0 ? (
        <ul>
          {progress.outcomes.map((outcome, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: outcomes are only appended, and one path may come twice.
            <Outcome key={index} outcome={outcome} />
          ))}
        </ul>
      ) : null}
      {progress.state === 'done' ? (
        <Link to="/inbox" search={{}}>
          See what it adds in the inbox
        </Link>
      ) : null}
    </article>
  );
}

function progressWords({ state, phase, path, done, total, outcomes }: ImportProgress): string {
  if (state === 'running') {
    const counts = total
      ? `: ${done.toLocaleString('en-GB')} of ${total.toLocaleString('en-GB')}`
      : done > 0
        ? `: ${done.toLocaleString('en-GB')}`
        : '';
    return `${path ? `${path}, ` : ''}${phase}${counts}`;
  }
  if (state === 'cancelled') return 'Cancelled. What was already stored stays; the same import goes on from there.';
  if (state === 'failed') return 'The import stopped.';
  const refused = outcomes.filter((outcome) => outcome.state === 'refused').length;
  return `Done: ${count(outcomes.length, 'file')}${refused > 0 ? `, ${refused} refused` : ''}`;
}

const STATE_WORDS: Readonly<Record<ImportOutcome['state'], string>> = {
  added: 'added',
  'already-known': 'already known, nothing to add',
  resumed: 'gone on with, added',
  refused: 'refused',
  'would-add': 'would be added',
  skipped: 'passed over',
};

function Outcome({ outcome }: { outcome: ImportOutcome }): ReactElement {
  const { claims, rows, problems } = outcome;
  const figures = [
    claims.added > 0 ? `${count(claims.added, 'new claim')}` : '',
    claims.alreadyKnown > 0 ? `${claims.alreadyKnown.toLocaleString('en-GB')} already known` : '',
    rows.refused > 0 ? `${count(rows.refused, 'row')} refused` : '',
    claims.withdrawn > 0 ? `${claims.withdrawn.toLocaleString('en-GB')} withdrawn` : '',
  ].filter(Boolean);
  return (
    <li data-state={outcome.state}>
      {outcome.documentId ? (
        <Link to="/documents/$id" params={{ id: outcome.documentId }}>
          {outcome.path}
        </Link>
      ) : (
        <span>{outcome.path}</span>
      )}
      <span className={classes.figures}>{[STATE_WORDS[outcome.state], ...figures].join(' · ')}</span>
      {problems.slice(0, 5).map((problem) => (
        <span key={`${problem.place} ${problem.reason}`} className={classes.problem}>
          {`${problem.place}: ${problem.reason}${problem.hint ? ` ${problem.hint}` : ''}`}
        </span>
      ))}
      {problems.length > 5 ? (
        <span className={classes.problem}>{`and ${problems.length - 5} more, listed in the inbox`}</span>
      ) : null}
    </li>
  );
}
