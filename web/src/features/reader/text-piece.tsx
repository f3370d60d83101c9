import { Link } from '@tanstack/react-router';
import { memo, type ReactElement, type ReactNode } from 'react';
import type { ClaimView, DocumentPage } from '../../api/contract.ts';
import { TYPE_WORDS } from '../../ui/words.ts';
import { defang, isLiveAddress } from './defang.ts';
import classes from './reader-text.module.css';
import { flowing } from './soft-breaks.ts';
import type { Piece } from './text-blocks.ts';

interface TextPieceProps {
  readonly piece: Piece;
  readonly text: string;
  readonly page: DocumentPage;
  readonly claims: readonly ClaimView[];
  readonly chosen: number | undefined;
  readonly onChoose: (claim: number) => void;
}

/** Words that carry the same marks: a name leads to its entity, an indicator is defanged, a claim can be chosen. */
export const TextPiece = memo(function TextPiece({
  piece,
  text,
  page,
  claims,
  chosen,
  onChoose,
}: TextPieceProps): ReactElement | string {
  // Blank lines between blocks are space on the page, not lines of text.
  const words = flowing(text, piece.start, piece.end).replace(piece.last ? /\n+$/ : /$^/, '');
  if (piece.marks.length === 0) return words;
  const inner = innerWords(piece, words, page);
  const own = piece.marks.filter((mark) => mark.type === 'claim');
  const shown = own.find((mark) => mark.index === chosen) ?? own[0];
  if (!shown)
    return (
      <span data-start={piece.start} data-end={piece.end}>
        {inner}
      </span>
    );
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: keys j and k, and the list of claims beside, do the same.
    // biome-ignore lint/a11y/noStaticElementInteractions: a button cannot hold the links of the names within it.
    <span
      className={classes.claim}
      data-start={piece.start}
      data-end={piece.end}
      data-claim={claims[shown.index]?.id}
      data-chosen={shown.index === chosen}
      data-machine={claims[shown.index]?.status === 'machine'}
      onClick={() =>
        onChoose(
          nextClaim(
            own.map((mark) => mark.index),
            chosen,
          ),
        )
      }
    >
      {inner}
    </span>
  );
});

/** Claims may share their words; clicking again goes to the next of them. */
function nextClaim(claims: readonly number[], chosen: number | undefined): number {
  const at = chosen === undefined ? -1 : claims.indexOf(chosen);
  return claims[(at + 1) % claims.length] ?? 0;
}

function innerWords({ marks }: Piece, words: string, page: DocumentPage): ReactNode {
  const indicatorMark = marks.find((mark) => mark.type === 'indicator');
  const indicator = indicatorMark && page.indicators[indicatorMark.index];
  if (indicator) {
    return (
      <span
        className={classes.indicator}
        title={`${indicator.type}${isLiveAddress(indicator.type) ? ', defanged' : ''}`}
      >
        {isLiveAddress(indicator.type) ? defang(words) : words}
      </span>
    );
  }
  const mentionMark = marks.find((mark) => mark.type === 'mention');
  const mention = mentionMark && page.mentions[mentionMark.index];
  if (mention) {
    const title = `${TYPE_WORDS[mention.type]}: ${mention.name}`;
    if (mention.entityId === null) {
      return (
        <span className={classes.mention} title={`${title}; several things have this name, or none is known`}>
          {words}
        </span>
      );
    }
    return (
      <Link
        to="/entities/$id"
        params={{ id: mention.entityId }}
        className={classes.mention}
        title={title}
        preload={false}
        tabIndex={-1}
      >
        {words}
      </Link>
    );
  }
  const techniqueMark = marks.find((mark) => mark.type === 'technique');
  const technique = techniqueMark && page.techniques[techniqueMark.index];
  if (technique) {
    return (
      <span className={classes.technique} title={`${technique.techniqueId} ${technique.name}`}>
        {words}
      </span>
    );
  }
  return words;
}
