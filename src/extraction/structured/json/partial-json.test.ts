import fc from 'fast-check';
import { expect, it, test } from 'vitest';
import { partialJson } from './partial-json.ts';
import { textMembers } from './text-members.ts';

test('a whole document is read as JSON.parse reads it', () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 6 }), (value) => {
      const text = JSON.stringify(value);
      expect(JSON.stringify(partialJson(text))).toBe(JSON.stringify(JSON.parse(text)));
    }),
  );
});

test('a beginning of any length is read without an error', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.nat(), (value, at) => {
      const text = JSON.stringify(value);
      partialJson(text.slice(0, at % (text.length + 1)));
    }),
  );
});

it('keeps what was complete before the cut', () => {
  expect(partialJson('{"type":"bundle","objects":[{"id":"a"},{"id":"b')).toEqual({
    type: 'bundle',
    objects: [{ id: 'a' }, {}],
  });
  expect(partialJson('['.repeat(100_000))).toBeDefined();
});

test('outermost text members are those that JSON.parse gives', () => {
  const plain = fc.string({ unit: fc.constantFrom('a', 'b', ':', ',', '{', '}', '[', ']', ' '), maxLength: 6 });
  fc.assert(
    fc.property(fc.dictionary(plain, fc.oneof(plain, fc.jsonValue({ stringUnit: 'grapheme-ascii' }))), (object) => {
      const text = JSON.stringify(object);
      const found = [...textMembers(text)];
      const expected = Object.entries(object)
        .filter((entry) => typeof entry[1] === 'string')
        .map(([name, value]) => [JSON.stringify(name).slice(1, -1), JSON.stringify(value).slice(1, -1)]);
      expect(found).toEqual(expected);
    }),
  );
});
