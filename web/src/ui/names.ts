/** Scripts and languages of names. */
import type { NameRow } from '../api/contract.ts';

const HAN = /\p{Script=Han}/u;
/** Latin letters with the tone marks of pinyin, which English names do not carry. */
const TONES = /[āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ]/i;

const languages = new Intl.DisplayNames(['en-GB'], { type: 'language', fallback: 'code' });

export function languageWords(tag: string | null): string {
  if (tag === null || tag === 'en') return '';
  if (tag === 'zh-Latn' || tag === 'zh-Latn-pinyin') return 'pinyin';
  try {
    return languages.of(tag) ?? tag;
  } catch {
    // A source may carry a tag that BCP 47 does not know; it is shown as it is.
    return tag;
  }
}

/** The name in the original script and its pinyin, where the label is neither. */
export function nativeNames(
  label: string,
  names: readonly NameRow[],
): { hanzi: string | undefined; pinyin: string | undefined } {
  // The full name rather than its short form.
  const inHan = names.map((row) => row.name).filter((name) => HAN.test(name));
  const hanzi = HAN.test(label) ? undefined : inHan.sort((a, b) => b.length - a.length)[0];
  const pinyin = names.find(
    (row) => row.name !== label && (row.language?.startsWith('zh-Latn') || TONES.test(row.name)),
  )?.name;
  return { hanzi, pinyin };
}
