/** Moving about on the map: it scrolls like any page, is dragged by its ground, and grows or shrinks by keys, buttons and Ctrl-wheel. */
import {
  type PointerEvent as PointerEventOf,
  type ReactElement,
  type RefObject,
  useCallback,
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
} from 'react';
import { IconButton } from './button.tsx';
import classes from './hierarchy-map.module.css';
import { useKeys } from './keys.ts';
import type { MapLayout, PlacedNode } from './map-layout.ts';
import { NODE_WIDTH } from './map-routes.ts';

const SMALLEST = 0.35;
const LARGEST = 2;
/** Below this a name is no longer read; a wide map scrolls sideways instead. */
const SMALLEST_FITTED = 0.9;

interface MapView {
  readonly scale: number;
  readonly scroller: RefObject<HTMLDivElement | null>;
  readonly handlers: { onPointerDown: (event: PointerEventOf<HTMLDivElement>) => void };
  readonly controls: ReactElement;
  readonly reveal: (placed: PlacedNode) => void;
}

export function useMapView(layout: MapLayout, small: boolean): MapView {
  const scroller = useRef<HTMLDivElement>(null);
  const [chosenScale, setChosenScale] = useState<number>();
  const [width, setWidth] = useState(0);

  useLayoutEffect(() => {
    const element = scroller.current;
    if (!element) return;
    setWidth(element.clientWidth);
    // A panel that opens beside the map takes room from it; what is drawn must not change size under the pointer.
    const observer = new ResizeObserver(() => setWidth((known) => Math.max(known, element.clientWidth)));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);

  const fitted = width === 0 ? 1 : Math.max(SMALLEST_FITTED, Math.min(1, width / layout.width));
  const scale = chosenScale ?? fitted;

  const zoom = useCallback(
    (factor: number): void => setChosenScale((now) => Math.min(LARGEST, Math.max(SMALLEST, (now ?? fitted) * factor))),
    [fitted],
  );

  useEffect(() => {
    const element = scroller.current;
    if (!element || small) return;
    const onWheel = (event: WheelEvent): void => {
      if (!event.ctrlKey && !event.metaKey) return;
      event.preventDefault();
      zoom(Math.exp(-event.deltaY / 400));
    };
    element.addEventListener('wheel', onWheel, { passive: false });
    return () => element.removeEventListener('wheel', onWheel);
  }, [zoom, small]);

  const fit = useCallback((): void => {
    setWidth(scroller.current?.clientWidth ?? 0);
    setChosenScale(undefined);
  }, []);

  useKeys(small ? {} : { '+': () => zoom(1.2), '=': () => zoom(1.2), '-': () => zoom(1 / 1.2), '0': fit });

  const reveal = useCallback(
    ({ x, y, height }: PlacedNode): void => {
      const element = scroller.current;
      element?.scrollTo({
        left: (x + NODE_WIDTH / 2) * scale - element.clientWidth / 2,
        top: (y + height / 2) * scale - element.clientHeight / 2,
        behavior: 'smooth',
      });
    },
    [scale],
  );

  const onPointerDown = (event: PointerEventOf<HTMLDivElement>): void => {
    const element = event.currentTarget;
    const onGround = event.target instanceof Element && event.target.closest('button, g') === null;
    if (event.pointerType !== 'mouse' || event.button !== 0 || !onGround) return;
    const from = { x: event.clientX + element.scrollLeft, y: event.clientY + element.scrollTop };
    element.setPointerCapture(event.pointerId);
    const onMove = (move: PointerEvent): void => element.scrollTo(from.x - move.clientX, from.y - move.clientY);
    const onUp = (): void => element.removeEventListener('pointermove', onMove);
    element.addEventListener('pointermove', onMove);
    element.addEventListener('pointerup', onUp, { once: true });
    element.addEventListener('pointercancel', onUp, { once: true });
  };

  const controls = (
    <div className={`${classes.controls} no-print`}>
      <IconButton icon="plus" label="Larger" shortcut="+" onClick={() => zoom(1.2)} />
      <IconButton icon="minus" label="Smaller" shortcut="-" onClick={() => zoom(1 / 1.2)} />
      <IconButton icon="fit" label="Fit the width" shortcut="0" onClick={fit} />
    </div>
  );
  return { scale, scroller, handlers: { onPointerDown }, controls, reveal };
}
