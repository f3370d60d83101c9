/**
 * What derivation needs from the language and resolution layers, put together for the store.
 *
 * A change in what this yields for the same input is a new derived state: raise `DERIVED_VERSION` in storage/migrate.ts.
 */
import { nameKey } from '../language/name-key.ts';
import { loadPinyinKeys } from '../language/pinyin.ts';
import { indexTokens } from '../language/tokens.ts';
import type { NameEntry } from '../model/evidence/ground.ts';
import { resolveComponents } from '../resolution/components.ts';
import type { Derivations } from '../storage/rebuild.ts';

/** A `tsvector` may hold a megabyte; the words of a longer text beyond that are not indexed. */
const MOST_WORD_BYTES = 900_000;
const LONGEST_WORD = 500;
const HAN = /\p{Script=Han}/u;

export async function loadDerivations(): Promise<Derivations> {
  const pinyinKeys = await loadPinyinKeys();
  return {
    resolve: resolveComponents,
    nameEntries(referent, name, predicate) {
      const key = nameKey(name);
      const entries: NameEntry[] = [{ referent, key, name, predicate, grams: nameGrams(key) }];
      if (HAN.test(name)) {
        for (const reading of pinyinKeys(name)) {
          if (reading !== '' && reading !== key)
            entries.push({ referent, key: reading, name, predicate: 'pinyin', grams: nameGrams(reading) });
        }
      }
      return entries;
    },
    words: wordsLiteral,
  };
}

/** What two names that look alike share: trigrams of Latin letters with the word's edges marked, and single Han characters and pairs. */
export function nameGrams(key: string): string[] {
  const grams = new Set<string>();
  for (const run of key.slice(0, 200).match(/\p{Script=Han}+|[^\p{Script=Han}]+/gu) ?? []) {
    if (HAN.test(run)) {
      const characters = [...run];
      for (let i = 0; i < characters.length; i++) {
        grams.add(characters[i]!);
        if (i + 1 < characters.length) grams.add(characters[i]! + characters[i + 1]!);
      }
    } else {
      const padded = ` ${run} `;
      for (let i = 0; i + 3 <= padded.length; i++) grams.add(padded.slice(i, i + 3));
    }
  }
  return [...grams];
}

/** Distinct words of a text as a `tsvector` literal without positions. */
export function wordsLiteral(text: string): string {
  const words = new Set<string>();
  let bytes = 0;
  for (const word of indexTokens(text)) {
    if (word.length > LONGEST_WORD || words.has(word)) continue;
    bytes += word.length * 3 + 8;
    if (bytes > MOST_WORD_BYTES) break;
    words.add(word);
  }
  return [...words].map(quoteLexeme).join(' ');
}

/** A `tsquery` literal that asks for all words of a text; empty when it has none. */
export function wordsQuery(text: string): string {
  return [...new Set(indexTokens(text))].slice(0, 32).map(quoteLexeme).join(' & ');
}

function quoteLexeme(word: string): string {
  return `'${word.replace(/['\\]/g, '$&$&')}'`;
}
