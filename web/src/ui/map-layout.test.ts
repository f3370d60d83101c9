import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { MapEdge, MapNode } from '../api/contract.ts';
import { layoutMap } from './map-layout.ts';
import { NODE_WIDTH } from './map-routes.ts';

const support = {
  reportsHeld: 1,
  reportsCited: 0,
  originsHeld: 1,
  originsCited: 0,
  low: 1,
  high: 1,
  effective: 1,
  contested: false,
  unreviewed: 0,
};

function node(id: string, type: MapNode['type'], layer = 0, nativeName: string | null = null): MapNode {
  return { id, label: id, nativeName, type, layer };
}

function edge(from: string, to: string | null, line: MapEdge['line'] = null): MapEdge {
  return {
    propositionId: `${from} ${to} ${line}`,
    from,
    to,
    predicate: 'subordinate-to',
    line,
    sentence: `${from} answers to ${to}`,
    support,
    evidenceClasses: ['court'],
    valid: { from: null, to: null },
    hedged: false,
    status: 'reviewed',
  };
}

const ministry = node('ministry', 'government-body', 0);
const party = node('party committee', 'government-body', 0);
const department = node('department', 'government-body', 1);
const company = node('company', 'company');
const set = node('set', 'intrusion-set');

describe('the ecosystem map', () => {
  test('runs from organs over departments and companies to intrusion sets', () => {
    const layout = layoutMap(
      [set, company, department, ministry],
      [edge('department', 'ministry', 'leading'), edge('company', 'department'), edge('set', 'company')],
      new Set(),
    );
    expect(layout.columns.map((column) => column.title)).toEqual([
      'Organs',
      'Departments and bureaus',
      'Companies',
      'Intrusion sets',
    ]);
    const x = (id: string): number => layout.nodes.find((placed) => placed.node.id === id)?.x ?? Number.NaN;
    expect([x('ministry'), x('department'), x('company'), x('set')]).toEqual(
      [x('ministry'), x('department'), x('company'), x('set')].sort((a, b) => a - b),
    );
  });

  test('a department hangs on its leading line, not on its guiding line', () => {
    const layout = layoutMap(
      [ministry, party, department],
      [edge('department', 'ministry', 'guiding'), edge('department', 'party committee', 'leading')],
      new Set(),
    );
    const below = (id: string): number | undefined => layout.nodes.find((placed) => placed.node.id === id)?.below;
    expect(below('party committee')).toBe(1);
    expect(below('ministry')).toBe(0);
    expect(layout.edges).toHaveLength(2);
  });

  test('what is not publicly stated is an open end', () => {
    const layout = layoutMap([set], [edge('set', null)], new Set());
    expect(layout.edges[0]).toMatchObject({ left: 'set', right: null });
    expect(layout.edges[0]?.end).not.toBeNull();
  });

  test('a folded body stands in for what is below it', () => {
    const edges = [
      edge('department', 'ministry', 'leading'),
      edge('set', 'department'),
      edge('set', 'party committee'),
    ];
    const layout = layoutMap([ministry, party, department, set], edges, new Set(['department']));
    expect(layout.nodes.map((placed) => placed.node.id)).not.toContain('set');
    expect(layout.edges.map((routed) => [routed.left, routed.right])).toContainEqual(['party committee', 'department']);
  });

  const anyMap = fc
    .array(
      fc.record({
        type: fc.constantFrom('government-body', 'company', 'person', 'intrusion-set', 'law'),
        layer: fc.nat(4),
        native: fc.boolean(),
      }),
      { minLength: 1, maxLength: 60 },
    )
    .chain((shapes) => {
      const nodes = shapes.map((shape, index) =>
        node(`n${index}`, shape.type as MapNode['type'], shape.layer, shape.native ? '国家安全部' : null),
      );
      const end = fc.nat(nodes.length - 1);
      const line = fc.constantFrom<MapEdge['line']>('leading', 'guiding', null);
      const edges = fc.array(
        fc
          .tuple(end, fc.option(end), line)
          .map(([from, to, kind]) => edge(`n${from}`, to === null ? null : `n${to}`, kind)),
        { maxLength: 90 },
      );
      const folded = fc.array(end, { maxLength: 6 }).map((ends) => new Set(ends.map((one) => `n${one}`)));
      return fc.tuple(fc.constant(nodes), edges, folded);
    });

  test('no two bodies ever overlap, and lines run left to right', () => {
    fc.assert(
      fc.property(anyMap, ([nodes, edges, folded]) => {
        const layout = layoutMap(nodes, edges, folded);
        for (const a of layout.nodes) {
          for (const b of layout.nodes) {
            if (a === b || a.x !== b.x) continue;
            expect(a.y + a.height <= b.y || b.y + b.height <= a.y).toBe(true);
          }
        }
        const byId = new Map(layout.nodes.map((placed) => [placed.node.id, placed]));
        for (const routed of layout.edges) {
          if (routed.right === null) continue;
          expect(byId.get(routed.left)?.column).toBeLessThanOrEqual(byId.get(routed.right)?.column ?? -1);
        }
        expect(Math.max(...layout.nodes.map((placed) => placed.x + NODE_WIDTH))).toBeLessThan(layout.width);
      }),
    );
  });

  test('the order in which bodies and lines come changes nothing', () => {
    fc.assert(
      fc.property(anyMap, ([nodes, edges, folded]) => {
        const place = (map: ReturnType<typeof layoutMap>): unknown =>
          map.nodes.map((placed) => [placed.node.id, placed.x, placed.y]).sort();
        expect(place(layoutMap([...nodes].reverse(), [...edges].reverse(), folded))).toEqual(
          place(layoutMap(nodes, edges, folded)),
        );
      }),
    );
  });
});
