/** Search as one types: names in any script, then documents by their words. */
import type { SearchResult } from '../api/contract/entities.ts';
import { nameKey } from '../language/name-key.ts';
import type { EntityType } from '../model/evidence/claim.ts';
import type { Database } from '../storage/database.ts';
import { searchDocuments } from '../storage/reader/documents.ts';
import { readState } from '../storage/reader/edge-source.ts';
import { claimCounts, namesOf, searchNames } from '../storage/reader/entities.ts';
import { nameGrams, wordsQuery } from './derivations.ts';
import { documentRef } from './views/claim-views.ts';

const OTHER_NAMES = 6;
const SNIPPET_CHARACTERS = 160;

export async function search(database: Database, text: string, limit: number): Promise<SearchResult> {
  const query = text.trim().slice(0, 200);
  if (query === '') return { query, entities: [], documents: [] };
  const key = nameKey(query);
  return readState(database, async (session) => {
    const hits = await searchNames(session, { key, grams: nameGrams(key), limit });
    const ids = hits.map((hit) => hit.entity);
    const names = await namesOf(session, ids, OTHER_NAMES + 2);
    const counts = await claimCounts(session, ids);
    const words = wordsQuery(query);
    const documents = words === '' ? [] : await searchDocuments(session, words, Math.min(limit, 10));
    return {
      query,
      entities: hits.map((hit) => ({
        entity: { id: hit.entity, label: hit.label, type: hit.type as EntityType },
        matched: hit.name,
        score: Math.round(Math.min(1, hit.similarity) * 1000) / 1000,
        otherNames: (names.get(hit.entity) ?? [])
          .filter((name) => name !== hit.label && name !== hit.name)
          .slice(0, OTHER_NAMES),
        claimCount: counts.get(hit.entity) ?? 0,
      })),
      documents: documents.map((row) => ({ document: documentRef(row), snippet: snippet(row.text ?? '', query) })),
    };
  });
}

/** The words around the first of the query's words that stands in the text. */
function snippet(text: string, query: string): string {
  const folded = text.toLowerCase();
  const at = query
    .toLowerCase()
    .split(/\s+/)
    .map((word) => folded.indexOf(word))
    .filter((index) => index >= 0)
    .sort((a, b) => a - b)[0];
  const start = Math.max(0, (at ?? 0) - SNIPPET_CHARACTERS / 2);
  return text
    .slice(start, start + SNIPPET_CHARACTERS)
    .toWellFormed()
    .replace(/\s+/g, ' ')
    .trim();
}
