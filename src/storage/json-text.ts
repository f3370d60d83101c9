/** JSON as `jsonb` takes it: NUL and lone surrogates, which it refuses, become U+FFFD as they do in `text`; lengths stay. */
export function jsonText(value: unknown): string {
  const text = JSON.stringify(value);
  if (!UNSTORABLE.test(text)) return text;
  return JSON.stringify(value, (_, member: unknown) =>
    typeof member === 'string' ? member.toWellFormed().replaceAll('\0', '\ufffd') : member,
  );
}

const UNSTORABLE = /\\u(?:0000|d[89a-f])/;
