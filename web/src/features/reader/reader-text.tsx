/**
 * The text itself, block by block; only the blocks in sight exist, unless the document is short enough to keep whole (so that
 * the browser's own search finds everything in most reports). Text is text: nothing in it is ever markup.
 */
import { useWindowVirtualizer } from '@tanstack/react-virtual';
import {
  type ReactElement,
  type Ref,
  useEffect,
  useImperativeHandle,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import type { ClaimView, DocumentPage } from '../../api/contract.ts';
import classes from './reader-text.module.css';
import { blockAt, cutBlocks, cutPieces, type MarkIndex } from './text-blocks.ts';
import { TextPiece } from './text-piece.tsx';

export interface ReaderTextHandle {
  /** Scrolls so that the place is in sight. */
  reveal(offset: number): void;
}

interface ReaderTextProps {
  readonly ref: Ref<ReaderTextHandle>;
  readonly page: DocumentPage;
  readonly text: string;
  readonly index: MarkIndex;
  readonly claims: readonly ClaimView[];
  readonly chosen: number | undefined;
  readonly onChoose: (claim: number) => void;
  readonly language: string | null;
}

const KEPT_WHOLE = 400;
const CHARACTERS_A_LINE = 72;
const LINE_HEIGHT = 25;

export function ReaderText({
  ref,
  page,
  text,
  index,
  claims,
  chosen,
  onChoose,
  language,
}: ReaderTextProps): ReactElement {
  const root = useRef<HTMLDivElement>(null);
  const [margin, setMargin] = useState(0);
  const blocks = useMemo(() => cutBlocks(text), [text]);
  const looks = useMemo(() => blockLooks(page.landmarks, blocks), [page.landmarks, blocks]);

  useLayoutEffect(() => {
    const measure = (): void => {
      if (root.current) setMargin(Math.round(root.current.getBoundingClientRect().top + window.scrollY));
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(document.body);
    return () => observer.disconnect();
  }, []);

  const virtualizer = useWindowVirtualizer({
    count: blocks.length,
    estimateSize: (at) => {
      const block = blocks[at];
      return block ? Math.ceil((block.end - block.start) / CHARACTERS_A_LINE) * LINE_HEIGHT + 10 : LINE_HEIGHT;
    },
    overscan: blocks.length <= KEPT_WHOLE ? KEPT_WHOLE : 12,
    scrollMargin: margin,
    scrollPaddingStart: 80,
  });

  const reveal = (offset: number): void => {
    virtualizer.scrollToIndex(blockAt(blocks, offset), { align: 'center' });
    // Sizes of blocks not yet seen are guesses; once they are there the piece itself says where it is.
    let tries = 0;
    const settle = (): void => {
      const piece = [...(root.current?.querySelectorAll<HTMLElement>('[data-start]') ?? [])].find(
        (element) => Number(element.dataset.start) <= offset && Number(element.dataset.end) > offset,
      );
      if (piece) piece.scrollIntoView({ block: 'center' });
      if (++tries < 4) window.setTimeout(settle, 40);
    };
    window.requestAnimationFrame(settle);
  };
  useImperativeHandle(ref, () => ({ reveal }));

  // An address that names a claim opens at it.
  const opened = useRef(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: only when the text is first laid out.
  useEffect(() => {
    const claim = chosen === undefined ? undefined : claims[chosen];
    if (opened.current || margin === 0 || claim?.span.type !== 'text') return;
    opened.current = true;
    reveal(claim.span.start);
  }, [margin]);

  return (
    <div
      ref={root}
      className={classes.text}
      style={{ height: virtualizer.getTotalSize() }}
      {...(language ? { lang: language } : {})}
    >
      {virtualizer.getVirtualItems().map((row) => {
        const block = blocks[row.index];
        if (!block) return null;
        const look = looks.get(row.index);
        return (
          <div
            key={row.key}
            ref={virtualizer.measureElement}
            data-index={row.index}
            className={classes.block}
            data-look={look?.kind}
            {...(look?.kind === 'heading' ? { role: 'heading', 'aria-level': Math.min(6, (look.level ?? 1) + 1) } : {})}
            style={{ transform: `translateY(${row.start - margin}px)` }}
          >
            {cutPieces(block, index).map((piece) => (
              <TextPiece
                key={piece.start}
                piece={piece}
                text={text}
                page={page}
                claims={claims}
                chosen={chosen}
                onChoose={onChoose}
              />
            ))}
          </div>
        );
      })}
    </div>
  );
}

type Look = { kind: 'heading' | 'table' | 'caption' | 'quotation'; level: number | null };

function blockLooks(
  landmarks: DocumentPage['landmarks'],
  blocks: readonly { start: number; end: number }[],
): ReadonlyMap<number, Look> {
  const looks = new Map<number, Look>();
  for (const { kind, start, end, level } of landmarks) {
    if (kind === 'page' || kind === 'list') continue;
    for (let at = blockAt(blocks, start); at < blocks.length && (blocks[at]?.start ?? end) < end; at++)
      looks.set(at, { kind, level });
  }
  return looks;
}
