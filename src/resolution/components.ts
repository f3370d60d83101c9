/**
 * Referents that are one thing, as connected components over `same` links.
 *
 * Invariants: the result does not depend on the order of nodes or links; a link between things of incompatible types is not followed
 * (ATT&CK once gave mitigations the ids of their techniques); the entity's id is that of its oldest referent; nothing is ever joined by a name.
 */
import type { ReferentNode, SameLink } from '../model/evidence/resolution.ts';

/** Types that different sources use for the same sort of thing. */
const COMPATIBLE: readonly (readonly string[])[] = [
  ['intrusion-set', 'threat-actor'],
  ['malware', 'tool'],
  ['organization', 'company', 'government-body', 'identity'],
  ['campaign', 'incident'],
];

export function resolveComponents(
  nodes: readonly ReferentNode[],
  links: readonly SameLink[],
): ReadonlyMap<string, string> {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const parent = new Map<string, string>(nodes.map((node) => [node.id, node.id]));
  const find = (id: string): string => {
    let root = id;
    while (parent.get(root) !== root) root = parent.get(root)!;
    for (let at = id; at !== root; ) {
      const next = parent.get(at)!;
      parent.set(at, root);
      at = next;
    }
    return root;
  };
  for (const link of links) {
    const left = byId.get(link.left);
    const right = byId.get(link.right);
    if (!left || !right || !compatibleTypes(left.type, right.type)) continue;
    const a = find(left.id);
    const b = find(right.id);
    if (a === b) continue;
    if (older(byId.get(a)!, byId.get(b)!)) parent.set(b, a);
    else parent.set(a, b);
  }
  return new Map(nodes.map((node) => [node.id, find(node.id)]));
}

export function compatibleTypes(left: string, right: string): boolean {
  if (left === right || left === 'other' || right === 'other') return true;
  return COMPATIBLE.some((group) => group.includes(left) && group.includes(right));
}

function older(left: ReferentNode, right: ReferentNode): boolean {
  return left.recordedAt < right.recordedAt || (left.recordedAt === right.recordedAt && left.id < right.id);
}
