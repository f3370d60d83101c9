import type { ReactElement } from 'react';
import type { DocumentPage } from '../../api/contract.ts';
import classes from './reader-outline.module.css';

interface ReaderOutlineProps {
  readonly landmarks: DocumentPage['landmarks'];
  readonly onGo: (offset: number) => void;
}

/** More entries than this are no outline; then only the upper headings are listed. */
const AT_MOST = 120;

export function ReaderOutline({ landmarks, onGo }: ReaderOutlineProps): ReactElement {
  const headings = landmarks.filter((landmark) => landmark.kind === 'heading' && landmark.label);
  const entries =
    headings.length > 0
      ? headings
      : landmarks.filter((landmark) => landmark.kind === 'page' || landmark.kind === 'table');
  const shown =
    entries.length > AT_MOST ? entries.filter((entry) => (entry.level ?? 1) <= 2).slice(0, AT_MOST) : entries;
  if (shown.length === 0) return <div className={classes.none} />;
  return (
    <nav className={classes.outline} aria-label="Outline of the document">
      <details open={!matchMedia('(max-width: 1280px)').matches}>
        <summary>Outline</summary>
        <ol>
          {shown.map((entry) => (
            <li key={`${entry.kind} ${entry.start}`} style={{ paddingLeft: Math.max(0, (entry.level ?? 1) - 1) * 10 }}>
              <button type="button" onClick={() => onGo(entry.start)}>
                {entry.label ?? entry.kind}
              </button>
            </li>
          ))}
        </ol>
      </details>
    </nav>
  );
}
