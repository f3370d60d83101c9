/**
 * Places the bodies of the map: columns from organs to intrusion sets, trees packed within them.
 *
 * Invariants: no two bodies overlap; a line never runs right to left; the same map is always placed the same way.
 * The packing is that of Reingold and Tilford, "Tidier Drawings of Trees" (1981), laid on its side, with one contour per column
 * so that a tree without companies leaves its room in that column to the next.
 */
import type { EntityType, MapEdge, MapNode } from '../api/contract.ts';
import { COLUMN_GAP, NODE_WIDTH, type RoutedEdge, routeEdges } from './map-routes.ts';

export interface PlacedNode {
  readonly node: MapNode;
  readonly column: number;
  readonly x: number;
  readonly y: number;
  readonly height: number;
  /** Bodies below it in its tree, whether shown or folded away. */
  readonly below: number;
  readonly folded: boolean;
}

export interface MapLayout {
  readonly columns: readonly { readonly title: string; readonly x: number }[];
  readonly nodes: readonly PlacedNode[];
  readonly edges: readonly RoutedEdge[];
  readonly width: number;
  readonly height: number;
}

const ROW_GAP = 5;
const LINE = 16;
const PADDING = 10;
/** So many letters of Inter at 13 pixels fit a line of a body. */
const LETTERS_A_LINE = 17;
/** A longer name is cut, with the whole of it on hover. */
const MOST_LINES = 3;
const MARGIN = 34;
const STATE_TITLES = ['Organs', 'Departments and bureaus', 'Offices and units', 'Units below'];
const FOLDED_AT_FIRST_FROM = 160;

const LATER_COLUMNS: readonly { title: string; types: readonly EntityType[] }[] = [
  { title: 'Companies', types: ['company'] },
  { title: 'People', types: ['person'] },
  { title: 'Intrusion sets', types: ['intrusion-set', 'threat-actor', 'campaign', 'incident'] },
];
const STATE_TYPES: readonly EntityType[] = ['government-body', 'organization', 'identity'];

export function layoutMap(
  nodes: readonly MapNode[],
  edges: readonly MapEdge[],
  folded: ReadonlySet<string>,
): MapLayout {
  const { columnOf, titles } = assignColumns(nodes);
  const tree = buildTree(nodes, edges, columnOf);
  const shownAs = visibleStandIns(nodes, tree, folded);
  const visible = nodes.filter((node) => shownAs.get(node.id) === node.id);
  const tops = packTrees(visible, tree, columnOf, folded);
  const placed = visible.map((node): PlacedNode => {
    const column = columnOf.get(node.id) ?? 0;
    return {
      node,
      column,
      x: MARGIN + column * (NODE_WIDTH + COLUMN_GAP),
      y: tops.get(node.id) ?? 0,
      height: heightOf(node),
      below: tree.below.get(node.id) ?? 0,
      folded: folded.has(node.id),
    };
  });
  return {
    columns: titles.map((title, column) => ({ title, x: MARGIN + column * (NODE_WIDTH + COLUMN_GAP) })),
    nodes: placed,
    edges: routeEdges(edges, new Map(placed.map((one) => [one.node.id, one])), shownAs),
    width: 2 * MARGIN + titles.length * (NODE_WIDTH + COLUMN_GAP) - COLUMN_GAP,
    height: Math.max(0, ...placed.map((one) => one.y + one.height)) + 40,
  };
}

/** What is folded before anyone has asked: in a very large map, the bodies with many below them. */
export function foldedAtFirst(nodes: readonly MapNode[], edges: readonly MapEdge[]): ReadonlySet<string> {
  if (nodes.length < FOLDED_AT_FIRST_FROM) return new Set();
  const { columnOf } = assignColumns(nodes);
  const tree = buildTree(nodes, edges, columnOf);
  return new Set(
    nodes
      .filter((node) => tree.parent.has(node.id) && (tree.children.get(node.id)?.length ?? 0) >= 5)
      .map((node) => node.id),
  );
}

function heightOf(node: MapNode): number {
  const native = node.nativeName === null || node.nativeName === node.label ? 0 : 1;
  return PADDING + LINE * (Math.min(MOST_LINES, linesOf(node.label)) + native);
}

/** As the browser will wrap it: word by word. */
function linesOf(label: string): number {
  let lines = 1;
  let used = 0;
  for (const word of label.split(/\s+/)) {
    if (used > 0 && used + 1 + word.length > LETTERS_A_LINE) {
      lines++;
      used = 0;
    }
    used += (used > 0 ? 1 : 0) + word.length;
    if (used > LETTERS_A_LINE) {
      lines += Math.ceil(used / LETTERS_A_LINE) - 1;
      used %= LETTERS_A_LINE;
    }
  }
  return lines;
}

function assignColumns(nodes: readonly MapNode[]): { columnOf: Map<string, number>; titles: string[] } {
  const slot = (node: MapNode): string => {
    if (STATE_TYPES.includes(node.type)) return STATE_TITLES[Math.min(node.layer, STATE_TITLES.length - 1)] ?? 'Organs';
    return LATER_COLUMNS.find((column) => column.types.includes(node.type))?.title ?? 'Other';
  };
  const order = [...STATE_TITLES, ...LATER_COLUMNS.map((column) => column.title), 'Other'];
  const used = new Set(nodes.map(slot));
  const titles = order.filter((title) => used.has(title));
  return { columnOf: new Map(nodes.map((node) => [node.id, titles.indexOf(slot(node))])), titles };
}

interface Tree {
  readonly parent: ReadonlyMap<string, string>;
  readonly children: ReadonlyMap<string, readonly string[]>;
  readonly roots: readonly string[];
  readonly below: ReadonlyMap<string, number>;
}

/** Each body hangs on one body further left: by its leading line if it has one, else on the nearest and best supported. */
function buildTree(nodes: readonly MapNode[], edges: readonly MapEdge[], columnOf: ReadonlyMap<string, number>): Tree {
  const best = new Map<string, { id: string; rank: readonly [number, number, number, string] }>();
  for (const edge of edges) {
    if (edge.to === null) continue;
    const [from, to] = [columnOf.get(edge.from), columnOf.get(edge.to)];
    if (from === undefined || to === undefined || from === to) continue;
    const [child, parent, column] = from > to ? [edge.from, edge.to, to] : [edge.to, edge.from, from];
    const rank = [
      edge.line === 'leading' ? 0 : 1,
      -column,
      -edge.support.originsHeld - edge.support.originsCited,
      parent,
    ] as const;
    const known = best.get(child);
    if (!known || comesBefore(rank, known.rank)) best.set(child, { id: parent, rank });
  }
  const byLabel = [...nodes].sort((a, b) => a.label.localeCompare(b.label, 'en') || (a.id < b.id ? -1 : 1));
  const parent = new Map([...best].map(([child, { id }]) => [child, id]));
  const children = new Map<string, string[]>();
  for (const node of byLabel) {
    const above = parent.get(node.id);
    if (above !== undefined) children.set(above, [...(children.get(above) ?? []), node.id]);
  }
  const below = new Map<string, number>();
  const measure = (id: string): number => {
    const sum = (children.get(id) ?? []).reduce((total, child) => total + 1 + measure(child), 0);
    below.set(id, sum);
    return sum;
  };
  const roots = byLabel.filter((node) => !parent.has(node.id)).map((node) => node.id);
  for (const root of roots) measure(root);
  const column = (id: string): number => columnOf.get(id) ?? 0;
  const size = (id: string): number => below.get(id) ?? 0;
  for (const list of children.values()) list.sort((a, b) => column(a) - column(b));
  roots.sort((a, b) => size(b) - size(a) || column(a) - column(b));
  return { parent, children, roots, below };
}

function comesBefore(a: readonly (number | string)[], b: readonly (number | string)[]): boolean {
  for (let at = 0; at < a.length; at++) {
    const [left, right] = [a[at] ?? 0, b[at] ?? 0];
    if (left !== right) return left < right;
  }
  return false;
}

/** For every body the one it is seen as: itself, or the outermost folded body above it. */
function visibleStandIns(nodes: readonly MapNode[], tree: Tree, folded: ReadonlySet<string>): Map<string, string> {
  const shownAs = new Map<string, string>();
  const find = (id: string): string => {
    const known = shownAs.get(id);
    if (known !== undefined) return known;
    const above = tree.parent.get(id);
    const stand = above === undefined ? id : find(above);
    const result = above === undefined || (stand === above && !folded.has(above)) ? id : stand;
    shownAs.set(id, result);
    return result;
  };
  for (const node of nodes) find(node.id);
  return shownAs;
}

interface Block {
  readonly tops: Map<string, number>;
  /** Per column, the room this block takes. */
  readonly contour: Map<number, { top: number; bottom: number }>;
}

function packTrees(
  visible: readonly MapNode[],
  tree: Tree,
  columnOf: ReadonlyMap<string, number>,
  folded: ReadonlySet<string>,
): Map<string, number> {
  const byId = new Map(visible.map((node) => [node.id, node]));
  const pack = (id: string): Block => {
    const node = byId.get(id);
    const height = node ? heightOf(node) : PADDING + LINE;
    const below = folded.has(id) ? [] : (tree.children.get(id) ?? []).filter((child) => byId.has(child));
    const block = stack(below.map(pack));
    const centres = below.map((child) => (block.tops.get(child) ?? 0) + heightOf(byId.get(child) as MapNode) / 2);
    const [first, last] = [centres[0], centres.at(-1)];
    const top = first === undefined || last === undefined ? 0 : (first + last) / 2 - height / 2;
    block.tops.set(id, top);
    block.contour.set(columnOf.get(id) ?? 0, { top, bottom: top + height });
    return block;
  };
  const all = stack(tree.roots.filter((root) => byId.has(root)).map(pack));
  const least = Math.min(0, ...all.tops.values());
  return new Map([...all.tops].map(([id, top]) => [id, top - least + 4]));
}

/** Sets blocks one under another, each as high as its columns allow. */
function stack(blocks: readonly Block[]): Block {
  const result: Block = { tops: new Map(), contour: new Map() };
  for (const block of blocks) {
    let shift = result.tops.size === 0 ? 0 : Number.NEGATIVE_INFINITY;
    for (const [column, { top }] of block.contour) {
      const above = result.contour.get(column);
      if (above) shift = Math.max(shift, above.bottom + ROW_GAP - top);
    }
    // A block that shares no column with those above may stand beside them.
    if (shift === Number.NEGATIVE_INFINITY) shift = 0;
    for (const [id, top] of block.tops) result.tops.set(id, top + shift);
    for (const [column, { top, bottom }] of block.contour) {
      const known = result.contour.get(column);
      result.contour.set(column, {
        top: Math.min(known?.top ?? Number.POSITIVE_INFINITY, top + shift),
        bottom: Math.max(known?.bottom ?? Number.NEGATIVE_INFINITY, bottom + shift),
      });
    }
  }
  return result;
}
