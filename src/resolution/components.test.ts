import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { resolveComponents } from './components.ts';

const node = (id: string, type = 'intrusion-set', recordedAt = '2026-01-01T00:00:00Z') => ({ id, type, recordedAt });

describe('components of referents', () => {
  test('the oldest referent names the entity', () => {
    const nodes = [
      node('stix:b', 'intrusion-set', '2026-02-01T00:00:00Z'),
      node('starter:x', 'intrusion-set', '2026-01-01T00:00:00Z'),
    ];
    expect(resolveComponents(nodes, [{ left: 'stix:b', right: 'starter:x' }]).get('stix:b')).toBe('starter:x');
  });

  test('a mitigation that carries the id of its technique is not that technique', () => {
    const nodes = [node('stix:course', 'course-of-action'), node('attack:T1001', 'attack-pattern')];
    const entities = resolveComponents(nodes, [{ left: 'stix:course', right: 'attack:T1001' }]);
    expect(entities.get('stix:course')).toBe('stix:course');
  });

  test('the result does not depend on the order of referents or links', () => {
    const ids = fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'g');
    const types = fc.constantFrom('intrusion-set', 'threat-actor', 'malware', 'other');
    const world = fc.record({
      nodes: fc.uniqueArray(fc.record({ id: ids, type: types, recordedAt: fc.constantFrom('1', '2', '3') }), {
        selector: (n) => n.id,
        minLength: 1,
      }),
      links: fc.array(fc.record({ left: ids, right: ids })),
    });
    fc.assert(
      fc.property(world, fc.func(fc.double({ noNaN: true })), ({ nodes, links }, order) => {
        const shuffle = <T>(items: readonly T[]): T[] => [...items].sort((a, b) => order(a) - order(b));
        expect(resolveComponents(shuffle(nodes), shuffle(links))).toEqual(
          new Map(shuffle(nodes).map((n) => [n.id, resolveComponents(nodes, links).get(n.id)])),
        );
      }),
    );
  });
});
