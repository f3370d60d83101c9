/**
 * The language of a text, as a BCP 47 primary language subtag.
 *
 * Invariant: no answer rather than a guess from a few letters. Scripts that name their language decide at once
 * (Han without kana is `zh`); the rest goes to tinyld, loaded only then.
 */
const SAMPLE_CHARACTERS = 6_000;
const FEWEST_LETTERS = 12;

export async function detectLanguage(text: string): Promise<string | undefined> {
  const sample = sampleOf(text);
  const letters = countOf(sample, /\p{L}/gu);
  const han = countOf(sample, /\p{Script=Han}/gu);
  if (letters < FEWEST_LETTERS && han < 4) return undefined;
  const kana = countOf(sample, /[\p{Script=Hiragana}\p{Script=Katakana}]/gu);
  const hangul = countOf(sample, /\p{Script=Hangul}/gu);
  if (hangul > letters * 0.25) return 'ko';
  if (kana + han > letters * 0.25 && kana > (kana + han) * 0.15) return 'ja';
  // A character of Chinese carries as much as a word of Latin letters, so a fifth of the letters is most of the words.
  if (han > letters * 0.2) return 'zh';
  if (countOf(sample, /[іїєґ]/giu) > letters * 0.03 && countOf(sample, /\p{Script=Cyrillic}/gu) > letters * 0.5)
    return 'uk';
  const { detect } = await import('tinyld/light');
  const found = detect(sample);
  return found === '' ? undefined : found;
}

/** Addresses, hashes and code say nothing of the language. Taken from the start and the middle: heads are often names. */
function sampleOf(text: string): string {
  const half = SAMPLE_CHARACTERS / 2;
  const middle = Math.floor(text.length / 2);
  const raw = text.length <= SAMPLE_CHARACTERS ? text : `${text.slice(0, half)} ${text.slice(middle, middle + half)}`;
  return raw.replace(/\S*[/\\@=<>{}]\S*|\S*\d\S*/g, (token) => (/\p{Script=Han}/u.test(token) ? token : ' '));
}

function countOf(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0;
}
