/**
 * Looks through the outermost members of a JSON object without parsing it.
 *
 * Invariant: for well-formed JSON, the same names and text values that `JSON.parse` gives, escapes aside; for damaged
 * JSON whatever is found before the damage. For passes that need two or three short members of every object and must
 * not pay for the rest.
 */
import { stringEnd } from './value-scanner.ts';

/** Longest value that is cut out; longer ones are prose. */
const MAX_VALUE_CHARS = 256;

/** Yields name and value of each outermost member whose value is a short text; escapes are left as they are. */
export function* textMembers(raw: string): Generator<readonly [name: string, value: string]> {
  let depth = 0;
  let name = '';
  let expectsValue = false;
  let i = 0;
  while (i < raw.length) {
    const char = raw.charCodeAt(i);
    if (char === 0x22) {
      const end = stringEnd(raw, i + 1);
      if (end < 0) return;
      if (depth === 1) {
        if (expectsValue) {
          if (end - i <= MAX_VALUE_CHARS) yield [name, raw.slice(i + 1, end - 1)];
        } else {
          name = raw.slice(i + 1, end - 1);
        }
      }
      i = end;
      continue;
    }
    if (char === 0x7b || char === 0x5b) depth++;
    else if (char === 0x7d || char === 0x5d) depth--;
    else if (depth === 1 && char === 0x3a) expectsValue = true;
    else if (depth === 1 && char === 0x2c) expectsValue = false;
    i++;
  }
}
