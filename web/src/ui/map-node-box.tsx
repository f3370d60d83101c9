/** One body on the map: its kind by shape, its names together, and a fold for what hangs below it. */
import type { KeyboardEvent, ReactElement } from 'react';
import type { PlacedNode } from './map-layout.ts';
import classes from './map-node-box.module.css';
import { NODE_WIDTH } from './map-routes.ts';
import { TypeMark } from './type-mark.tsx';
import { TYPE_WORDS } from './words.ts';

interface MapNodeBoxProps {
  readonly placed: PlacedNode;
  readonly state: 'plain' | 'chosen' | 'lit' | 'found' | 'back';
  readonly tabIndex: 0 | -1;
  readonly boxRef: (element: HTMLButtonElement | null) => void;
  readonly onHover: (over: boolean) => void;
  readonly onFocus: () => void;
  readonly onKeyDown: (event: KeyboardEvent) => void;
  readonly onChoose: () => void;
  readonly onOpen: () => void;
  readonly onFold: () => void;
}

export function MapNodeBox(props: MapNodeBoxProps): ReactElement {
  const { placed, state, tabIndex, boxRef, onHover, onFocus, onKeyDown, onChoose, onOpen, onFold } = props;
  const { node, x, y, height, below, folded } = placed;
  const native = node.nativeName !== null && node.nativeName !== node.label ? node.nativeName : undefined;
  return (
    <div className={classes.place} style={{ left: x, top: y, width: NODE_WIDTH, height }}>
      <button
        ref={boxRef}
        type="button"
        tabIndex={tabIndex}
        className={classes.box}
        data-state={state}
        aria-pressed={state === 'chosen'}
        title={`${node.label}${native ? `\n${native}` : ''}\n${TYPE_WORDS[node.type]}; double-click opens its page`}
        onPointerEnter={() => onHover(true)}
        onPointerLeave={() => onHover(false)}
        onFocus={onFocus}
        onKeyDown={onKeyDown}
        onClick={onChoose}
        onDoubleClick={onOpen}
      >
        <TypeMark type={node.type} />
        <span className={classes.names}>
          <span>{node.label}</span>
          {native ? (
            <span lang="zh" className={classes.native}>
              {native}
            </span>
          ) : null}
        </span>
      </button>
      {below > 0 ? (
        <button
          type="button"
          tabIndex={-1}
          className={classes.fold}
          aria-expanded={!folded}
          aria-label={folded ? `Unfold ${below} below ${node.label}` : `Fold ${below} below ${node.label}`}
          title={folded ? `Unfold ${below} below` : `Fold ${below} below`}
          onClick={onFold}
        >
          {folded ? `+${below}` : '−'}
        </button>
      ) : null}
    </div>
  );
}
