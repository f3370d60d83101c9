/**
 * The layered map of organisations: bodies in columns, lines between them, each line a statement with its evidence.
 *
 * One stop for the Tab key; arrow keys move between bodies, Space highlights the lines of one, Enter opens its page. Lines are also
 * listed as text wherever the map is used, so nothing is reachable by pointer alone.
 */
import { type KeyboardEvent, type ReactElement, useEffect, useMemo, useRef, useState } from 'react';
import type { EcosystemMap, MapEdge } from '../api/contract.ts';
import classes from './hierarchy-map.module.css';
import { foldedAtFirst, layoutMap, type PlacedNode } from './map-layout.ts';
import { MapLines } from './map-lines.tsx';
import { neighbourInDirection } from './map-movement.ts';
import { MapNodeBox } from './map-node-box.tsx';
import { NODE_WIDTH, type RoutedEdge } from './map-routes.ts';
import { useMapView } from './map-view.tsx';

interface HierarchyMapProps {
  readonly map: EcosystemMap;
  readonly label: string;
  /** The body whose lines are highlighted. */
  readonly chosen: string | undefined;
  readonly onChoose: (id: string | undefined) => void;
  readonly onOpenNode: (id: string) => void;
  readonly onOpenEdge: (edge: MapEdge) => void;
  /** Words looked for; what does not hold them steps back. */
  readonly find?: string;
  /** Small: no columns' heads, no zoom, as high as its bodies. */
  readonly small?: boolean;
  /** The statement that is open in the drawer. */
  readonly openStatement?: string | undefined;
}

export function HierarchyMap(props: HierarchyMapProps): ReactElement {
  const { map, label, chosen, onChoose, onOpenNode, onOpenEdge, find = '', small = false, openStatement } = props;
  const [folds, setFolds] = useState<ReadonlySet<string>>();
  const folded = useMemo(() => folds ?? foldedAtFirst(map.nodes, map.edges), [folds, map.nodes, map.edges]);
  const layout = useMemo(() => layoutMap(map.nodes, map.edges, folded), [map.nodes, map.edges, folded]);
  const [hovered, setHovered] = useState<{ edge?: RoutedEdge; node?: string }>();
  const [focused, setFocused] = useState<string>();
  const view = useMapView(layout, small);
  const boxes = useRef(new Map<string, HTMLButtonElement>());

  const found = useMemo(() => {
    const words = find.trim().toLowerCase();
    if (words === '') return undefined;
    const holds = (text: string | null): boolean => text?.toLowerCase().includes(words) ?? false;
    return new Set(
      layout.nodes.filter(({ node }) => holds(node.label) || holds(node.nativeName)).map(({ node }) => node.id),
    );
  }, [find, layout.nodes]);

  const lit = useMemo(
    () => litBy(layout.edges, hovered?.node ?? chosen, hovered?.edge, openStatement),
    [layout.edges, hovered, chosen, openStatement],
  );
  const tabStop = layout.nodes.find(({ node }) => node.id === (focused ?? chosen)) ?? layout.nodes[0];

  // biome-ignore lint/correctness/useExhaustiveDependencies: only new words move the view.
  useEffect(() => {
    const first = layout.nodes.find(({ node }) => found?.has(node.id));
    if (first) view.reveal(first);
  }, [find]);

  const onKeyDown = (event: KeyboardEvent, placed: PlacedNode): void => {
    const next = neighbourInDirection(layout, placed, event.key);
    if (next) {
      event.preventDefault();
      boxes.current.get(next.node.id)?.focus();
    } else if (event.key === ' ') {
      event.preventDefault();
      onChoose(chosen === placed.node.id ? undefined : placed.node.id);
    } else if (event.key === 'Enter') {
      event.preventDefault();
      onOpenNode(placed.node.id);
    }
  };

  return (
    <div className={classes.map} data-small={small}>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset is no room to move about in. */}
      <div ref={view.scroller} className={classes.scroller} role="group" aria-label={label} {...view.handlers}>
        <div
          className={classes.sized}
          style={{ width: layout.width * view.scale, height: (layout.height + (small ? -26 : 34)) * view.scale }}
        >
          <div className={classes.plane} style={{ width: layout.width, transform: `scale(${view.scale})` }}>
            {small ? null : (
              <div className={classes.heads}>
                {layout.columns.map((column) => (
                  <span key={column.title} style={{ left: column.x, width: NODE_WIDTH }}>
                    {column.title}
                  </span>
                ))}
              </div>
            )}
            <div className={classes.bodies} style={{ height: layout.height }}>
              <MapLines
                layout={layout}
                litEdges={lit?.edges}
                openStatement={openStatement}
                onHover={(edge) => setHovered(edge ? { edge } : undefined)}
                onOpen={(edge) => onOpenEdge(edge)}
              />
              {layout.nodes.map((placed) => (
                <MapNodeBox
                  key={placed.node.id}
                  placed={placed}
                  state={nodeState(placed.node.id, chosen, lit?.nodes, found)}
                  tabIndex={placed === tabStop ? 0 : -1}
                  boxRef={(element) => {
                    if (element) boxes.current.set(placed.node.id, element);
                    else boxes.current.delete(placed.node.id);
                  }}
                  onHover={(over) => setHovered(over ? { node: placed.node.id } : undefined)}
                  onFocus={() => setFocused(placed.node.id)}
                  onKeyDown={(event) => onKeyDown(event, placed)}
                  onChoose={() => onChoose(chosen === placed.node.id ? undefined : placed.node.id)}
                  onOpen={() => onOpenNode(placed.node.id)}
                  onFold={() => setFolds(toggled(folded, placed.node.id))}
                />
              ))}
            </div>
          </div>
        </div>
      </div>
      {small ? null : (
        <>
          {view.controls}
          <p className={classes.readout} aria-hidden="true">
            {hovered?.edge ? hovered.edge.edge.sentence : ''}
          </p>
        </>
      )}
    </div>
  );
}

function toggled(set: ReadonlySet<string>, id: string): ReadonlySet<string> {
  const next = new Set(set);
  if (!next.delete(id)) next.add(id);
  return next;
}

interface Lit {
  readonly nodes: ReadonlySet<string>;
  readonly edges: ReadonlySet<RoutedEdge>;
}

/** What stands out: a line with its two ends, or a body with its lines and their other ends. */
function litBy(
  edges: readonly RoutedEdge[],
  node: string | undefined,
  edge: RoutedEdge | undefined,
  open: string | undefined,
): Lit | undefined {
  const chosen = edge
    ? [edge]
    : node !== undefined
      ? edges.filter((one) => one.left === node || one.right === node)
      : edges.filter((one) => one.edge.propositionId === open);
  if (chosen.length === 0 && node === undefined) return undefined;
  const nodes = new Set(chosen.flatMap((one) => (one.right === null ? [one.left] : [one.left, one.right])));
  if (node !== undefined) nodes.add(node);
  return { nodes, edges: new Set(chosen) };
}

function nodeState(
  id: string,
  chosen: string | undefined,
  lit: ReadonlySet<string> | undefined,
  found: ReadonlySet<string> | undefined,
) {
  if (id === chosen) return 'chosen' as const;
  if (found) return found.has(id) ? ('found' as const) : ('back' as const);
  if (lit) return lit.has(id) ? ('lit' as const) : ('back' as const);
  return 'plain' as const;
}
