/**
 * A list of any length in the page's own scroll: only rows in sight exist. Asks for more before its end is reached.
 * Rows are measured, so sentences may wrap as they need.
 */
import { useWindowVirtualizer } from '@tanstack/react-virtual';
import { type ReactElement, type ReactNode, useEffect, useLayoutEffect, useRef, useState } from 'react';
import classes from './virtual-list.module.css';

interface VirtualListProps<T> {
  readonly items: readonly T[];
  /** All there are on the server, for those who hear the list instead of seeing it. */
  readonly total?: number | undefined;
  readonly label: string;
  readonly estimate: number;
  readonly keyOf: (item: T) => string;
  readonly render: (item: T, index: number) => ReactNode;
  readonly onNearEnd?: (() => void) | undefined;
}

export function VirtualList<T>({
  items,
  total,
  label,
  estimate,
  keyOf,
  render,
  onNearEnd,
}: VirtualListProps<T>): ReactElement {
  const list = useRef<HTMLUListElement>(null);
  const [margin, setMargin] = useState(0);

  useLayoutEffect(() => {
    const measure = (): void => {
      if (list.current) setMargin(Math.round(list.current.getBoundingClientRect().top + window.scrollY));
    };
    measure();
    // What stands above the list may grow after the list is there.
    const observer = new ResizeObserver(measure);
    observer.observe(document.body);
    return () => observer.disconnect();
  }, []);

  const virtualizer = useWindowVirtualizer({
    count: items.length,
    estimateSize: () => estimate,
    overscan: 12,
    scrollMargin: margin,
    getItemKey: (index) => {
      const item = items[index];
      return item === undefined ? index : keyOf(item);
    },
  });
  const rows = virtualizer.getVirtualItems();
  const last = rows.at(-1)?.index ?? 0;

  useEffect(() => {
    if (onNearEnd && items.length > 0 && last >= items.length - 20) onNearEnd();
  }, [last, items.length, onNearEnd]);

  return (
    <ul ref={list} aria-label={label} className={classes.list} style={{ height: virtualizer.getTotalSize() }}>
      {rows.map((row) => {
        const item = items[row.index];
        if (item === undefined) return null;
        return (
          <li
            key={row.key}
            ref={virtualizer.measureElement}
            data-index={row.index}
            aria-posinset={row.index + 1}
            aria-setsize={total ?? items.length}
            className={classes.row}
            style={{ transform: `translateY(${row.start - margin}px)` }}
          >
            {render(item, row.index)}
          </li>
        );
      })}
    </ul>
  );
}
