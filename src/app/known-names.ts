/**
 * The names a report is read with.
 *
 * A name that is some entity's own means, in running text, the one of them held longest: the same rule by which a person who types it reaches a page.
 * The claim waits for review all the same. An alias that several share stays undecided.
 */
import { nameKey } from '../language/name-key.ts';
import type { EntityType } from '../model/evidence/claim.ts';
import type { KnownName } from '../model/evidence/extraction.ts';

interface StoredName {
  readonly name: string;
  readonly key: string;
  readonly entity: string;
  readonly type: string;
  readonly label: string;
}

/** `names` with the entity held longest first. */
export function knownNames(names: readonly StoredName[]): KnownName[] {
  const owners = new Map<string, string>();
  for (const one of names) if (!owners.has(one.key) && nameKey(one.label) === one.key) owners.set(one.key, one.entity);
  return names
    .filter((one) => (owners.get(one.key) ?? one.entity) === one.entity)
    .map((one) => ({ name: one.name, entity: one.entity, type: one.type as EntityType }));
}
