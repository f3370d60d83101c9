/** The lines of the map: from the right side of one body to the left side of another, or to an open end. Never right to left. */
import type { MapEdge } from '../api/contract.ts';
import type { PlacedNode } from './map-layout.ts';

export const NODE_WIDTH = 172;
export const COLUMN_GAP = 50;
const OPEN_END = 26;

export interface RoutedEdge {
  readonly edge: MapEdge;
  /** The bodies it is drawn between: its own, or what they are folded into. `right` is null for an open end. */
  readonly left: string;
  readonly right: string | null;
  readonly path: string;
  readonly end: { readonly x: number; readonly y: number } | null;
}

export function routeEdges(
  edges: readonly MapEdge[],
  placed: ReadonlyMap<string, PlacedNode>,
  shownAs: ReadonlyMap<string, string>,
): RoutedEdge[] {
  const drawnBetween = new Map<string, number>();
  const openEnds = new Map<string, number>();
  const routed: RoutedEdge[] = [];
  for (const edge of edges) {
    const from = placed.get(shownAs.get(edge.from) ?? '');
    if (!from) continue;
    if (edge.to === null) {
      const nth = openEnds.get(from.node.id) ?? 0;
      openEnds.set(from.node.id, nth + 1);
      // Below the middle, where the lines that are stated arrive.
      const y = from.y + from.height - 6 + nth * 7;
      const x = from.x - OPEN_END;
      routed.push({ edge, left: from.node.id, right: null, path: `M${from.x} ${y}H${x + 4}`, end: { x, y } });
      continue;
    }
    const to = placed.get(shownAs.get(edge.to) ?? '');
    if (!to || to === from) continue;
    const [left, right] =
      from.column < to.column || (from.column === to.column && from.y <= to.y) ? [from, to] : [to, from];
    const pair = `${left.node.id} ${right.node.id}`;
    const nth = drawnBetween.get(pair) ?? 0;
    drawnBetween.set(pair, nth + 1);
    routed.push({ edge, left: left.node.id, right: right.node.id, path: curve(left, right, fanOut(nth)), end: null });
  }
  return routed;
}

/** 0, 5, -5, 10, -10 …: several lines between the same two bodies stay apart. */
function fanOut(nth: number): number {
  return nth === 0 ? 0 : Math.ceil(nth / 2) * 5 * (nth % 2 === 1 ? 1 : -1);
}

function curve(left: PlacedNode, right: PlacedNode, offset: number): string {
  const x1 = left.x + NODE_WIDTH;
  const y1 = left.y + left.height / 2 + offset;
  const y2 = right.y + right.height / 2 + offset;
  if (left.column === right.column) {
    const bulge = Math.min(COLUMN_GAP - 12, 22 + Math.abs(y2 - y1) / 12);
    return `M${x1} ${y1}C${x1 + bulge} ${y1} ${x1 + bulge} ${y2} ${x1} ${y2}`;
  }
  const x2 = right.x;
  // A line over several columns leaves and arrives level and does its turning in the gaps beside the bodies.
  const reach = COLUMN_GAP * 0.55;
  return right.column - left.column === 1
    ? `M${x1} ${y1}C${x1 + reach} ${y1} ${x2 - reach} ${y2} ${x2} ${y2}`
    : `M${x1} ${y1}C${x1 + reach * 2.4} ${y1} ${x2 - reach * 2.4} ${y2} ${x2} ${y2}`;
}
