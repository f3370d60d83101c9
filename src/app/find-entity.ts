/**
 * From what a person types to one entity.
 *
 * An id is itself. A name that is some entity's own name means the one of them held longest (the others are shown as also carrying it), so that
 * a later import never changes what a name means at an earlier instant; a name that is only an alias of several is ambiguous, since choosing
 * would be a false merge.
 */
import { nameKey } from '../language/name-key.ts';
import type { Queryable } from '../storage/database.ts';
import { type EntityRow, entitiesNamed, entityOfId, searchNames } from '../storage/reader/entities.ts';
import { nameGrams } from './derivations.ts';
import { UseCaseError } from './use-cases.ts';

export interface FoundEntity extends EntityRow {
  /** Others that carry the same name as their own. */
  readonly sameName: readonly EntityRow[];
}

export async function findEntity(
  database: Queryable,
  nameOrId: string,
  heldAt: string | null = null,
): Promise<FoundEntity> {
  const text = nameOrId.trim();
  if (text === '') throw new UseCaseError('invalid', 'The name is empty.', { hint: 'Give a name or an id.' });
  if (text.includes(':')) {
    const byId = await entityOfId(database, text);
    if (byId) return { ...byId, sameName: [] };
  }
  const key = nameKey(text);
  const named = await entitiesNamed(database, key, heldAt);
  const own = named.filter((hit) => nameKey(hit.label) === key);
  const candidates = own.length > 0 ? own : named;
  const first = candidates[0];
  if (first && (own.length > 0 || candidates.length === 1)) {
    return { id: first.id, type: first.type, label: first.label, sameName: candidates.slice(1) };
  }
  if (first) {
    throw new UseCaseError(
      'ambiguous',
      `“${text}” is a name of ${candidates.length} things, and a shared name joins nothing.`,
      {
        hint: 'Ask for one of them by its id or its own name.',
        candidates: candidates.slice(0, 20).map((hit) => ({ id: hit.id, label: hit.label, type: hit.type })),
      },
    );
  }
  const near = await searchNames(database, { key, grams: nameGrams(key), limit: 5 });
  throw new UseCaseError('not-found', `Nothing here is called “${text}”.`, {
    hint:
      near.length > 0
        ? `Did you mean ${near.map((hit) => `“${hit.name}”`).join(', ')}?`
        : 'Import a report or data set that names it.',
    candidates: near.map((hit) => ({ id: hit.entity, label: hit.label, type: hit.type })),
  });
}
