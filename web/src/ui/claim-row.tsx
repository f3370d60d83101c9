/**
 * One statement with what stands behind it: the sentence, its grade, its origins, its times. The sentence opens the evidence.
 * Machine readings that nobody has reviewed are drawn hollow and say so; hedges of the source are kept in its words.
 */
import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import type { EntityRef, Proposition } from '../api/contract.ts';
import classes from './claim-row.module.css';
import { partialDateWords, validTimeWords } from './dates.ts';
import { GradeChip } from './grade-chip.tsx';
import { OriginBadge } from './origin-badge.tsx';
import { QuotePreview } from './quote-preview.tsx';
import { StatementLink } from './statement-link.tsx';
import { EVIDENCE_CLASS_WORDS } from './words.ts';

interface ClaimRowProps {
  readonly proposition: Proposition;
  /** The entity whose page this is; the other end of the statement becomes the link. */
  readonly entityId?: string;
  readonly open?: boolean;
}

export function ClaimRow({ proposition, entityId, open }: ClaimRowProps): ReactElement {
  const { hedges, support, grade, evidenceClasses, status, valid, ended, firstPublished } = proposition;
  const other = otherEnd(proposition, entityId);
  const times = validTimeWords(valid);
  return (
    <article className={classes.row} data-status={status} data-open={open === true}>
      <p className={classes.sentence}>
        <QuotePreview entityId={entityId ?? proposition.subject.id} propositionId={proposition.id}>
          <StatementLink
            propositionId={proposition.id}
            entityId={entityId ?? proposition.subject.id}
            className={ended ? `${classes.statement} ${classes.ended}` : classes.statement}
          >
            {proposition.sentence}
          </StatementLink>
        </QuotePreview>
        {hedges.length > 0 ? (
          <span className={classes.hedges}>{hedges.map((hedge) => `“${hedge}”`).join(' ')}</span>
        ) : null}
      </p>
      <div className={classes.meta}>
        <GradeChip grade={grade} />
        <StatementLink
          propositionId={proposition.id}
          entityId={entityId ?? proposition.subject.id}
          className={classes.badge}
          tabIndex={-1}
        >
          <OriginBadge support={support} />
        </StatementLink>
        {status === 'machine' ? <span className={classes.machine}>read by machine, not reviewed</span> : null}
        {times ? <span>{ended ? `${times} (ended)` : times}</span> : ended ? <span>ended</span> : null}
        {firstPublished ? <span>{`published ${partialDateWords(firstPublished)}`}</span> : null}
        {evidenceClasses.length > 0 ? (
          <span>{evidenceClasses.map((name) => EVIDENCE_CLASS_WORDS[name]).join(', ')}</span>
        ) : null}
        {other ? (
          <Link to="/entities/$id" params={{ id: other.id }} className={classes.other}>
            {`→ ${other.label}`}
          </Link>
        ) : null}
      </div>
    </article>
  );
}

function otherEnd({ subject, object }: Proposition, entityId: string | undefined): EntityRef | undefined {
  const ends = object.type === 'entity' ? [object.entity, subject] : [subject];
  return ends.find((end) => end.id !== entityId);
}
