/**
 * The text of a document and its claims side by side. A chosen claim is shown in both, chosen in either; the address holds it.
 */
import { getRouteApi } from '@tanstack/react-router';
import { type ReactElement, useCallback, useMemo, useRef, useState } from 'react';
import type { ClaimView, DocumentPage } from '../../api/contract.ts';
import { ChoiceChips } from '../../ui/choice-chips.tsx';
import { useKeys } from '../../ui/keys.ts';
import classes from './reader.module.css';
import { ReaderClaims } from './reader-claims.tsx';
import { ReaderOutline } from './reader-outline.tsx';
import { ReaderText, type ReaderTextHandle } from './reader-text.tsx';
import { indexMarks, type Mark } from './text-blocks.ts';

const route = getRouteApi('/documents/$id');

export function Reader({ page, text }: { page: DocumentPage; text: string }): ReactElement {
  const { claim: chosenId } = route.useSearch();
  const navigate = route.useNavigate();
  const [side, setSide] = useState<'text' | 'claims'>('text');
  const handle = useRef<ReaderTextHandle>(null);
  const atMention = useRef(-1);

  const claims = useMemo(() => [...page.claims].sort((a, b) => startOf(a) - startOf(b)), [page.claims]);
  const index = useMemo(() => indexMarks(marksOf(page, claims)), [page, claims]);
  const mentions = useMemo(() => [...page.mentions].sort((a, b) => a.start - b.start), [page.mentions]);
  const chosen = claims.findIndex((claim) => claim.id === chosenId);

  const choose = useCallback(
    (claim: ClaimView | undefined, show = true) => {
      void navigate({ search: (previous) => ({ ...previous, claim: claim?.id }), replace: true, resetScroll: false });
      if (claim && show && claim.span.type === 'text') {
        setSide('text');
        handle.current?.reveal(claim.span.start);
      }
    },
    [navigate],
  );
  const step = (by: number): void => {
    if (claims.length === 0) return;
    const next =
      chosen === -1 ? (by > 0 ? 0 : claims.length - 1) : Math.min(claims.length - 1, Math.max(0, chosen + by));
    choose(claims[next]);
  };
  const stepMention = (by: number): void => {
    if (mentions.length === 0) return;
    atMention.current = Math.min(mentions.length - 1, Math.max(0, atMention.current + by));
    const mention = mentions[atMention.current];
    if (mention) handle.current?.reveal(mention.start);
  };
  useKeys({ j: () => step(1), k: () => step(-1), n: () => stepMention(1), p: () => stepMention(-1) });

  return (
    <div className={classes.reader} data-side={side} data-outline={page.landmarks.length > 0}>
      <div className={classes.sides}>
        <ChoiceChips<'text' | 'claims'>
          label="Show"
          choices={[
            { value: 'text', label: 'Text' },
            { value: 'claims', label: 'Claims', count: claims.length },
          ]}
          chosen={(value) => value === side}
          onChoose={setSide}
        />
      </div>
      <ReaderOutline landmarks={page.landmarks} onGo={(offset) => handle.current?.reveal(offset)} />
      <ReaderText
        ref={handle}
        page={page}
        text={text}
        index={index}
        claims={claims}
        chosen={chosen === -1 ? undefined : chosen}
        onChoose={(at) => choose(claims[at], false)}
        language={page.document.language}
      />
      <ReaderClaims claims={claims} chosen={chosen === -1 ? undefined : chosen} onChoose={choose} onStep={step} />
    </div>
  );
}

function startOf(claim: ClaimView): number {
  return claim.span.type === 'text' ? claim.span.start : Number.POSITIVE_INFINITY;
}

function marksOf(page: DocumentPage, claims: readonly ClaimView[]): Mark[] {
  return [
    ...claims.flatMap((claim, index): Mark[] =>
      claim.span.type === 'text' ? [{ type: 'claim', start: claim.span.start, end: claim.span.end, index }] : [],
    ),
    ...page.mentions.map(({ start, end }, index): Mark => ({ type: 'mention', start, end, index })),
    ...page.indicators.map(({ start, end }, index): Mark => ({ type: 'indicator', start, end, index })),
    ...page.techniques.map(({ start, end }, index): Mark => ({ type: 'technique', start, end, index })),
  ];
}
