/**
 * What the store needs from name resolution, so that the store keeps membership without knowing how it is decided.
 */
export interface ReferentNode {
  readonly id: string;
  readonly type: string;
  /** RFC 3339; the oldest referent of a component gives the entity its id. */
  readonly recordedAt: string;
}

/** Two referents held to be one thing: declared by their data set, found by a machine, or judged by a person. */
export interface SameLink {
  readonly left: string;
  readonly right: string;
}

/** Maps every given referent to its entity. The result does not depend on the order of nodes or links. */
export type Resolver = (nodes: readonly ReferentNode[], links: readonly SameLink[]) => ReadonlyMap<string, string>;
