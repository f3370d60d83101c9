/**
 * Pinyin keys of Han names, for finding candidates only: the sound alone never makes two people one.
 *
 * Invariant: keys are lower-case a–z without tones; a name without Han characters has none. The dictionary is large,
 * so it is loaded when first asked for.
 */
import { isHanUnit } from './character-folding.ts';

export type PinyinKeys = (name: string) => readonly string[];

/** The keys of one name; for many names take the function from `loadPinyinKeys` once. */
export async function pinyinKeys(name: string): Promise<readonly string[]> {
  return (await loadPinyinKeys())(name);
}

/** Loads the dictionary and gives the function over it. */
export async function loadPinyinKeys(): Promise<PinyinKeys> {
  const { pinyin } = await import('pinyin-pro');
  return (name) => {
    const han = [...name.normalize('NFKC')].filter((char) => isHanUnit(char.charCodeAt(0))).join('');
    if (han === '') return [];
    const keys = new Set<string>();
    // A surname has readings of its own (单 is Shàn, 曾 is Zēng); an organisation's name has not.
    for (const surname of ['head', 'off'] as const) {
      const syllables = pinyin(han, { toneType: 'none', type: 'array', surname, v: true }).map((s) => s.toLowerCase());
      for (const spelled of umlautSpellings(syllables)) {
        keys.add(spelled.join(''));
        if (han.length >= 2 && han.length <= 4) addGivenNameFirst(keys, spelled);
      }
    }
    return [...keys];
  };
}

/** Passports write "lü" as LYU or LU, keyboards as lv. */
function umlautSpellings(syllables: readonly string[]): readonly (readonly string[])[] {
  if (!syllables.some((s) => /[vü]/.test(s))) return [syllables];
  return ['v', 'yu', 'u'].map((spelling) => syllables.map((s) => s.replace(/[vü]/g, spelling)));
}

/** Western order: given name, then a surname of one or (in four-character names) two syllables. */
function addGivenNameFirst(keys: Set<string>, syllables: readonly string[]): void {
  const surnameLength = syllables.length === 4 ? 2 : 1;
  keys.add([...syllables.slice(surnameLength), ...syllables.slice(0, surnameLength)].join(''));
}
