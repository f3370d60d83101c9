/** The claims of the document, in the order of its text; the chosen one opened to its evidence. */
import { useVirtualizer } from '@tanstack/react-virtual';
import { type ReactElement, useEffect, useRef } from 'react';
import type { ClaimView } from '../../api/contract.ts';
import { IconButton } from '../../ui/button.tsx';
import { validTimeWords } from '../../ui/dates.ts';
import { GradeChip } from '../../ui/grade-chip.tsx';
import { count, KIND_WORDS } from '../../ui/words.ts';
import { ClaimEvidence } from '../evidence/claim-evidence.tsx';
import classes from './reader-claims.module.css';

interface ReaderClaimsProps {
  readonly claims: readonly ClaimView[];
  readonly chosen: number | undefined;
  readonly onChoose: (claim: ClaimView | undefined) => void;
  readonly onStep: (by: number) => void;
}

export function ReaderClaims({ claims, chosen, onChoose, onStep }: ReaderClaimsProps): ReactElement {
  const scroller = useRef<HTMLDivElement>(null);
  const virtualizer = useVirtualizer({
    count: claims.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => 74,
    overscan: 8,
    getItemKey: (index) => claims[index]?.id ?? index,
  });
  useEffect(() => {
    if (chosen !== undefined) virtualizer.scrollToIndex(chosen, { align: 'start' });
  }, [chosen, virtualizer]);

  return (
    <section className={classes.claims} aria-label="Claims of this document">
      <div className={classes.bar}>
        <h2>{count(claims.length, 'claim')}</h2>
        <span>{chosen === undefined ? '' : `${chosen + 1} of ${claims.length}`}</span>
        <IconButton
          icon="left"
          label="Previous claim"
          shortcut="k"
          onClick={() => onStep(-1)}
          disabled={claims.length === 0}
        />
        <IconButton
          icon="right"
          label="Next claim"
          shortcut="j"
          onClick={() => onStep(1)}
          disabled={claims.length === 0}
        />
      </div>
      {claims.length === 0 ? (
        <p className={classes.none}>
          Nothing was read from it as a claim. Names and indicators found in it are marked in the text.
        </p>
      ) : null}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard. */}
      <div ref={scroller} className={classes.scroller} tabIndex={0}>
        <ul style={{ height: virtualizer.getTotalSize(), position: 'relative' }}>
          {virtualizer.getVirtualItems().map((row) => {
            const claim = claims[row.index];
            if (!claim) return null;
            const open = row.index === chosen;
            return (
              <li
                key={row.key}
                ref={virtualizer.measureElement}
                data-index={row.index}
                className={classes.item}
                data-open={open}
                data-status={claim.status}
                style={{ transform: `translateY(${row.start}px)` }}
              >
                <button type="button" aria-expanded={open} onClick={() => onChoose(open ? undefined : claim)}>
                  {claim.sentence}
                </button>
                <p>
                  <GradeChip grade={claim.grade} /> {KIND_WORDS[claim.kind]}
                  {claim.hedges.length > 0 ? ` · ${claim.hedges.map((hedge) => `“${hedge}”`).join(' ')}` : ''}
                  {validTimeWords(claim.valid) ? ` · ${validTimeWords(claim.valid)}` : ''}
                  {claim.status === 'machine'
                    ? ' · read by machine, not reviewed'
                    : claim.status === 'rejected'
                      ? ' · rejected'
                      : ''}
                </p>
                {open ? <ClaimEvidence claim={claim} /> : null}
              </li>
            );
          })}
        </ul>
      </div>
    </section>
  );
}
