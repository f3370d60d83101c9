/**
 * Defanged text made whole, with the way back to the original offsets.
 *
 * Writers break addresses so that nobody clicks them: hxxp, [.], (dot), {.}, [at], [:]//. Each such mark is replaced where
 * it stands between the parts of an address; all else stays. Invariant: `original(start)`/`originalEnd(end)` of a range in
 * `text` give the range in the input that it came from. Linear.
 */
export interface RefangedText {
  readonly text: string;
  /** Offset in the input of what begins at this offset. */
  original(at: number): number;
  /** Exclusive end in the input of what ends at this offset. */
  originalEnd(at: number): number;
  /** Whether anything in the range had been defanged. */
  wasDefanged(start: number, end: number): boolean;
}

interface Replacement {
  readonly at: number;
  readonly length: number;
  readonly inputAt: number;
  readonly inputLength: number;
}

export function refang(input: string): RefangedText {
  const replacements: Replacement[] = [];
  let text = '';
  let from = 0;
  for (let i = 0; i < input.length; i++) {
    const at = placeToTry(input, i);
    if (at < from) continue;
    DEFANGED.lastIndex = at;
    const written = DEFANGED.exec(input)?.[0];
    if (written === undefined) continue;
    const whole = wholeOf(written);
    text += input.slice(from, at);
    replacements.push({ at: text.length, length: whole.length, inputAt: at, inputLength: written.length });
    text += whole;
    from = at + written.length;
    i = from - 1;
  }
  text = from === 0 ? input : text + input.slice(from);
  return {
    text,
    original: (at) => {
      const last = lastAt(replacements, at);
      if (last === undefined) return at;
      const past = at - last.at;
      return past < last.length
        ? last.inputAt + (last.inputLength === last.length ? past : 0)
        : last.inputAt + last.inputLength + past - last.length;
    },
    originalEnd: (at) => {
      const last = lastAt(replacements, at - 1);
      if (last === undefined) return at;
      const past = at - last.at;
      return past < last.length && last.inputLength === last.length
        ? last.inputAt + past
        : last.inputAt + last.inputLength + Math.max(0, past - last.length);
    },
    wasDefanged: (start, end) => {
      const last = lastAt(replacements, end - 1);
      return last !== undefined && last.at + last.length > start;
    },
  };
}

/** Where a mark that shows itself at this place begins, or -1: the expression is tried at few places. */
function placeToTry(input: string, i: number): number {
  const unit = input.charCodeAt(i);
  if (unit === 0x5b || unit === 0x28 || unit === 0x7b || unit === 0x3c)
    return input.charCodeAt(i - 1) === 0x20 ? i - 1 : i;
  if (unit === 0x5c) return input.charCodeAt(i + 1) === 0x2e ? i : -1;
  if (unit === 0x2e) return input.charCodeAt(i + 1) === 0x5d ? i : -1;
  if ((unit | 0x20) !== 0x68 && (unit | 0x20) !== 0x66) return -1;
  const next = input.charCodeAt(i + 1) | 0x20;
  return next === 0x78 || next === 0x2a || (next === 0x74 && /[x*]/i.test(input[i + 2] ?? '')) ? i : -1;
}

const DEFANGED = new RegExp(
  [
    '(?<=[\\w\\]-]) ?(?:\\[ ?(?:\\.|dot|punto|点) ?\\]|\\( ?(?:\\.|dot) ?\\)|\\{ ?(?:\\.|dot) ?\\}|<\\.>) ?(?=[\\w\\[-])',
    '(?<=\\w)\\[\\.(?=\\w)',
    '(?<=\\w)\\.\\](?=\\w)',
    '(?<=\\w)\\\\\\.(?=\\w)',
    '(?<=[\\w.-]) ?(?:\\[ ?(?:@|at) ?\\]|\\( ?(?:@|at) ?\\)|\\{ ?(?:@|at) ?\\}) ?(?=\\w)',
    '(?<=\\w)\\[:\\]',
    '(?<=\\w)\\[:\\/\\/\\]',
    '(?<=\\w:)\\[\\/\\/?\\](?=[\\w\\[/])',
    '(?<=\\w)\\[\\/\\](?=\\w)',
    '\\b(?:h[x*]{2}ps?|ht[x*]ps?|hxtps?|hxxxps?|fxps?)(?=\\[?:)',
  ].join('|'),
  'giy',
);

function wholeOf(written: string): string {
  const lower = written.toLowerCase();
  if (/^(?:h|f)/.test(lower))
    return lower.startsWith('f') ? lower.replace('fxp', 'ftp') : lower.endsWith('s') ? 'https' : 'http';
  if (lower.includes('//')) return lower.includes(':') ? '://' : '//';
  if (lower.includes(':')) return ':';
  if (lower.includes('/')) return '/';
  return /@|at/.test(lower) ? '@' : '.';
}

/** The last replacement that begins at or before the offset. */
function lastAt(replacements: readonly Replacement[], at: number): Replacement | undefined {
  let low = 0;
  let high = replacements.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (replacements[middle]!.at <= at) low = middle + 1;
    else high = middle;
  }
  return replacements[low - 1];
}
