/**
 * One claim as its source has it: the exact words in their context where we hold the text, else our own statement, plainly
 * labelled and never in quotation marks, with a link that opens the passage. Then who says it, how and when we know.
 */
import type { ReactElement, ReactNode } from 'react';
import type { ClaimView, DocumentRef } from '../../api/contract.ts';
import { instantWords, partialDateWords, validTimeWords } from '../../ui/dates.ts';
import { DocumentWords, documentTitle } from '../../ui/document-words.tsx';
import { GradeChip } from '../../ui/grade-chip.tsx';
import { SourceLink } from '../../ui/source-link.tsx';
import { TlpTag } from '../../ui/tlp-tag.tsx';
import { BASIS_WORDS, EVIDENCE_CLASS_WORDS, OBTAINED_WORDS } from '../../ui/words.ts';
import { ClaimDecision } from './claim-decision.tsx';
import classes from './claim-evidence.module.css';
import { CopyCitation } from './copy-citation.tsx';

interface ClaimEvidenceProps {
  readonly claim: ClaimView;
  readonly decisions?: boolean;
}

export function ClaimEvidence({ claim, decisions = true }: ClaimEvidenceProps): ReactElement {
  const withdrawn = claim.withdrawnAt !== null;
  return (
    <article className={classes.claim} data-status={claim.status} aria-label={claim.sentence}>
      {claim.quote !== null ? (
        <blockquote className={classes.quote} data-withdrawn={withdrawn}>
          {claim.context.before === '' ? '' : `…${claim.context.before}`}
          <mark>{claim.quote}</mark>
          {claim.context.after === '' ? '' : `${claim.context.after}…`}
        </blockquote>
      ) : (
        <div className={classes.cited} data-withdrawn={withdrawn}>
          <p className={classes.label}>Cited, not held: our words, not a quotation</p>
          <p>{claim.statement ?? claim.sentence}</p>
        </div>
      )}
      <Place claim={claim} />
      <DocumentWords document={claim.document} claim={claim.id} />
      <Chain claim={claim} />
      <dl className={classes.facts}>
        <Fact name="Says">{speakerWords(claim)}</Fact>
        {claim.hedges.length > 0 ? (
          <Fact name="Hedged">{claim.hedges.map((hedge) => `“${hedge}”`).join(', ')}</Fact>
        ) : null}
        <Fact name="Grade">
          <GradeChip grade={claim.grade} />{' '}
          {`${EVIDENCE_CLASS_WORDS[claim.evidenceClass]}, ${BASIS_WORDS[claim.basis]}`}
        </Fact>
        <Fact name="Valid">{validTimeWords(claim.valid) ?? 'time not stated'}</Fact>
        <Fact name="Published">{claim.published ? partialDateWords(claim.published) : 'not stated'}</Fact>
        <Fact name="Recorded">{instantWords(claim.recordedAt)}</Fact>
        {claim.withdrawnAt ? <Fact name="Withdrawn">{instantWords(claim.withdrawnAt)}</Fact> : null}
        <Fact name="Read">{`${OBTAINED_WORDS[claim.obtained.how]}, ${claim.obtained.version}; by ${claim.author}`}</Fact>
        <Fact name="Marking">
          <TlpTag tlp={claim.tlp} />
        </Fact>
      </dl>
      <div className={`${classes.actions} no-print`}>
        <CopyCitation citation={claim.citation} />
        {decisions ? <ClaimDecision claim={claim} /> : null}
      </div>
    </article>
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

function Place({ claim }: { claim: ClaimView }): ReactElement | null {
  const { span } = claim;
  if (span.type === 'text') return null;
  if (span.type === 'data') return <p className={classes.place}>{`At ${span.pointer || '/'} in the data`}</p>;
  return (
    <p className={classes.place}>
      {span.place}
      {span.address ? (
        <>
          {' · '}
          <SourceLink address={span.address}>Open the passage</SourceLink>
        </>
      ) : null}
    </p>
  );
}

/** From what we read to where it comes from. */
function Chain({ claim }: { claim: ClaimView }): ReactElement | null {
  const isOrigin = claim.cited?.id === claim.origin.id;
  const steps = [
    claim.via === null ? null : claim.via === 'starter' ? 'starter knowledge' : `data set ${claim.via}`,
    claim.cited === null || isOrigin ? null : `${citedWords(claim.cited)} (${heldWords(claim.cited)})`,
    `its origin: ${isOrigin && claim.cited ? citedWords(claim.cited) : claim.origin.name} (${heldWords(claim.origin)})`,
  ].filter((step) => step !== null);
  if (steps.length === 1 && claim.origin.id === claim.document.id) return null;
  return (
    <ol className={classes.chain} aria-label="Chain to the origin">
      {steps.map((step) => (
        <li key={step}>{step}</li>
      ))}
    </ol>
  );
}

function citedWords(document: DocumentRef): string {
  return [document.publisher, documentTitle(document)].filter(Boolean).join(', ');
}

function heldWords({ held }: { held: boolean }): string {
  return held ? 'held' : 'cited, not held';
}

function speakerWords({ speaker, document, cited }: ClaimView): string {
  if (speaker === null) return cited?.publisher ?? document.publisher ?? 'the document itself';
  const who = speaker.named ? speaker.name : `${speaker.name} (unnamed)`;
  return speaker.chain.length > 1 ? `${who}, through ${speaker.chain.slice(1).join(', then ')}` : who;
}
