/**
 * Typed reading of parsed rows: a property of the wrong shape counts as absent.
 *
 * Rows come from others; the exact text is kept beside whatever is read here, so nothing is lost by being strict.
 */
export type JsonObject = Readonly<Record<string, unknown>>;

export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * Parses a row that has been validated. PostgreSQL text cannot hold U+0000, so in what is read out of a row it becomes
 * U+FFFD; the row's own text keeps the escape.
 */
export function parseRow(raw: string): JsonObject {
  const value: unknown = raw.includes('\\u0000') ? JSON.parse(raw, withoutNul) : JSON.parse(raw);
  if (!isJsonObject(value)) throw new TypeError('a validated row is a JSON object');
  return value;
}

function withoutNul(_key: string, value: unknown): unknown {
  return typeof value === 'string' ? value.replaceAll('\u0000', '\uFFFD') : value;
}

/** The string, when it is one and not blank. */
export function text(value: unknown): string | undefined {
  return typeof value === 'string' && value.trim() !== '' ? value : undefined;
}

/** The strings of a list with their positions; a single string is a list of one without a position. */
export function texts(value: unknown): readonly { readonly value: string; readonly index: number | undefined }[] {
  if (typeof value === 'string') return value.trim() === '' ? [] : [{ value, index: undefined }];
  if (!Array.isArray(value)) return [];
  const found: { value: string; index: number }[] = [];
  value.forEach((item: unknown, index) => {
    if (typeof item === 'string' && item.trim() !== '') found.push({ value: item, index });
  });
  return found;
}

/** The objects of a list with their positions. */
export function objects(value: unknown): readonly { readonly value: JsonObject; readonly index: number }[] {
  if (!Array.isArray(value)) return [];
  const found: { value: JsonObject; index: number }[] = [];
  value.forEach((item: unknown, index) => {
    if (isJsonObject(item)) found.push({ value: item, index });
  });
  return found;
}

/** RFC 6901: the pointer with one more member or position. */
export function pointerTo(base: string, ...parts: readonly (string | number)[]): string {
  let pointer = base;
  for (const part of parts) {
    pointer += `/${typeof part === 'number' ? part : part.replaceAll('~', '~0').replaceAll('/', '~1')}`;
  }
  return pointer;
}

/** Lower-case words joined by hyphens, in any script; empty when there are none. */
export function slug(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-+|-+$/g, '');
}
