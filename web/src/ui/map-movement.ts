/** Where an arrow key leads on the map: along lines between columns, to the next body within one. */
import type { MapLayout, PlacedNode } from './map-layout.ts';

export function neighbourInDirection(layout: MapLayout, from: PlacedNode, key: string): PlacedNode | undefined {
  const centre = (placed: PlacedNode): number => placed.y + placed.height / 2;
  const nearest = (candidates: readonly PlacedNode[]): PlacedNode | undefined =>
    [...candidates].sort((a, b) => Math.abs(centre(a) - centre(from)) - Math.abs(centre(b) - centre(from)))[0];
  const inColumn = (test: (placed: PlacedNode) => boolean): PlacedNode[] =>
    layout.nodes.filter((placed) => placed !== from && test(placed));
  if (key === 'ArrowUp') return nearest(inColumn((placed) => placed.column === from.column && placed.y < from.y));
  if (key === 'ArrowDown') return nearest(inColumn((placed) => placed.column === from.column && placed.y > from.y));
  if (key !== 'ArrowLeft' && key !== 'ArrowRight') return undefined;
  const left = key === 'ArrowLeft';
  const linked = new Set(
    layout.edges.flatMap((edge) =>
      left && edge.right === from.node.id
        ? [edge.left]
        : !left && edge.left === from.node.id && edge.right !== null
          ? [edge.right]
          : [],
    ),
  );
  const beyond = inColumn((placed) => (left ? placed.column < from.column : placed.column > from.column));
  const alongLine = nearest(beyond.filter((placed) => linked.has(placed.node.id)));
  if (alongLine) return alongLine;
  const next = left
    ? Math.max(...beyond.map((placed) => placed.column))
    : Math.min(...beyond.map((placed) => placed.column));
  return nearest(beyond.filter((placed) => placed.column === next));
}
