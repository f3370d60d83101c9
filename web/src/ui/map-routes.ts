/**
 * The lines of the map: from the right side of one body to the left side of another, or to an open end. Never right to left.
 *
 * Invariant: a line meets no body but its own two. Across a column between them it runs level through a gap between the bodies there; behind
 * a body it would read as a tie of that body.
 */
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
  const columns = columnsOf(placed.values());
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
    routed.push({
      edge,
      left: left.node.id,
      right: right.node.id,
      path: curve(left, right, fanOut(nth), columns),
      end: null,
    });
  }
  return routed;
}

/** 0, 5, -5, 10, -10 …: several lines between the same two bodies stay apart. */
function fanOut(nth: number): number {
  return nth === 0 ? 0 : Math.ceil(nth / 2) * 5 * (nth % 2 === 1 ? 1 : -1);
}

interface Column {
  readonly x: number;
  /** Where a line passes between the bodies of the column, from the top down. */
  readonly gaps: readonly Gap[];
}

interface Gap {
  readonly top: number;
  readonly bottom: number;
}

function columnsOf(nodes: Iterable<PlacedNode>): Map<number, Column> {
  const bodies = new Map<number, PlacedNode[]>();
  for (const node of nodes) {
    const column = bodies.get(node.column);
    if (column) column.push(node);
    else bodies.set(node.column, [node]);
  }
  return new Map([...bodies].map(([column, list]) => [column, { x: list[0]!.x, gaps: gapsOf(list) }]));
}

/** A line may pass above the first body, below the last, and between any two. */
function gapsOf(nodes: readonly PlacedNode[]): Gap[] {
  const sorted = [...nodes].sort((a, b) => a.y - b.y);
  const tops = [...sorted.map((node) => node.y), Number.POSITIVE_INFINITY];
  const bottoms = [Number.NEGATIVE_INFINITY, ...sorted.map((node) => node.y + node.height)];
  return tops.map((bottom, i) => ({ top: bottoms[i]!, bottom }));
}

const CLEAR_OF_BODY = 5;

/** The height nearest to the wanted one at which a line is clear of all bodies; the middle of a gap too narrow for that. */
function clearHeight(gaps: readonly Gap[], wanted: number): number {
  const heights = gaps.map(({ top, bottom }) =>
    bottom - top < 2 * CLEAR_OF_BODY
      ? (top + bottom) / 2
      : Math.min(bottom - CLEAR_OF_BODY, Math.max(top + CLEAR_OF_BODY, wanted)),
  );
  return heights.reduce((best, height) => (Math.abs(height - wanted) < Math.abs(best - wanted) ? height : best));
}

function curve(left: PlacedNode, right: PlacedNode, offset: number, columns: ReadonlyMap<number, Column>): string {
  const x1 = left.x + NODE_WIDTH;
  const y1 = left.y + left.height / 2 + offset;
  const y2 = right.y + right.height / 2 + offset;
  if (left.column === right.column) {
    const bulge = Math.min(COLUMN_GAP - 12, 22 + Math.abs(y2 - y1) / 12);
    return `M${x1} ${y1}C${x1 + bulge} ${y1} ${x1 + bulge} ${y2} ${x1} ${y2}`;
  }
  const reach = COLUMN_GAP * 0.55;
  let path = `M${x1} ${y1}`;
  let x = x1;
  let y = y1;
  for (let number = left.column + 1; number < right.column; number++) {
    const column = columns.get(number);
    if (!column) continue;
    const wanted = y + (y2 - y) / (right.column - number + 1);
    const gap = clearHeight(column.gaps, wanted) + Math.max(-2, Math.min(2, offset / 5));
    path += `C${x + reach} ${y} ${column.x - reach} ${gap} ${column.x} ${gap}H${column.x + NODE_WIDTH}`;
    x = column.x + NODE_WIDTH;
    y = gap;
  }
  return `${path}C${x + reach} ${y} ${right.x - reach} ${y2} ${right.x} ${y2}`;
}
