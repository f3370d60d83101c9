import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { StructuredInputError } from '../../../model/evidence/structured.ts';
import { type ArrayElement, type Envelope, streamArray, visitArray } from './stream-array.ts';

async function* cut(bytes: Buffer, sizes: readonly number[]): AsyncGenerator<Uint8Array> {
  let at = 0;
  for (let turn = 0; at < bytes.length; turn++) {
    const size = sizes.length === 0 ? bytes.length : sizes[turn % sizes.length]!;
    yield bytes.subarray(at, at + size);
    at += size;
  }
}

async function split(
  bytes: Buffer | string,
  sizes: readonly number[] = [],
  limits?: Parameters<typeof visitArray>[3],
): Promise<{ elements: ArrayElement[]; envelope: Envelope }> {
  const elements: ArrayElement[] = [];
  const envelope = await visitArray(
    cut(Buffer.from(bytes), sizes),
    'objects',
    (element) => elements.push(element),
    limits,
  );
  return { elements, envelope };
}

const memberName = fc
  .string({ unit: 'binary', maxLength: 8 })
  .filter((name) => name !== 'objects' && name !== '__proto__');
const document = fc.record({
  before: fc.dictionary(memberName, fc.jsonValue(), { maxKeys: 3 }),
  objects: fc.array(fc.jsonValue(), { maxLength: 8 }),
  after: fc.dictionary(memberName, fc.jsonValue(), { maxKeys: 3 }),
  indent: fc.constantFrom(undefined, 2, '\t'),
});
const chunkSizes = fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 6 });

function write({
  before,
  objects,
  after,
  indent,
}: {
  before: object;
  objects: unknown[];
  after: object;
  indent?: number | string | undefined;
}): string {
  return JSON.stringify({ ...before, objects, ...after }, null, indent);
}

describe('a document cut anywhere', () => {
  test('gives the elements and the envelope that JSON.parse gives', async () => {
    await fc.assert(
      fc.asyncProperty(document, chunkSizes, async (parts, sizes) => {
        const text = write(parts);
        const { elements, envelope } = await split(text, sizes);
        const { objects, ...rest } = JSON.parse(text) as { objects: unknown[] };
        expect(elements.map((element) => JSON.parse(element.raw))).toEqual(objects);
        expect({ ...envelope.members }).toEqual(rest);
        expect(elements.map((element) => element.index)).toEqual(objects.map((_, index) => index));
        const bytes = Buffer.from(text);
        for (const { offset, raw } of elements) {
          expect(bytes.toString('utf8', offset, offset + Buffer.byteLength(raw))).toBe(raw);
        }
      }),
      { numRuns: 300 },
    );
  });

  test('cut short is an error with an offset and never a shorter result', async () => {
    await fc.assert(
      fc.asyncProperty(document, chunkSizes, fc.nat(), async (parts, sizes, at) => {
        const whole = Buffer.from(write(parts));
        const length = at % whole.length;
        const error = await split(whole.subarray(0, length), sizes).then(
          () => undefined,
          (reason: unknown) => reason,
        );
        expect(error).toBeInstanceOf(StructuredInputError);
        expect((error as StructuredInputError).place).toBe(`byte ${length}`);
        expect((error as StructuredInputError).message).toMatch(length === 0 ? /empty/ : /truncated/);
      }),
      { numRuns: 300 },
    );
  });
});

describe('encodings', () => {
  const text = '{"objects":[{"name":"国家 é 𝄞"}],"type":"bundle"}';
  const expected = { name: '国家 é 𝄞' };
  test.each([
    ['UTF-8 with a byte-order mark', Buffer.from(`\uFEFF${text}`)],
    ['UTF-16 little endian with a mark', Buffer.from(`\uFEFF${text}`, 'utf16le')],
    ['UTF-16 little endian without a mark', Buffer.from(text, 'utf16le')],
    ['UTF-16 big endian with a mark', Buffer.from(`\uFEFF${text}`, 'utf16le').swap16()],
    ['UTF-16 big endian without a mark', Buffer.from(text, 'utf16le').swap16()],
  ])('%s', async (_name, bytes) => {
    for (const sizes of [[1], [3], [7, 2], []]) {
      const { elements, envelope } = await split(bytes, sizes);
      expect(JSON.parse(elements[0]!.raw)).toEqual(expected);
      expect(envelope.members).toEqual({ type: 'bundle' });
    }
  });

  it('marks an element that is not UTF-8 and keeps the others', async () => {
    const bytes = Buffer.concat([Buffer.from('{"objects":["a","'), Buffer.from([0xff]), Buffer.from('","ü"]}')]);
    for (const sizes of [[1], []]) {
      const { elements } = await split(bytes, sizes);
      expect(elements.map((element) => element.validUtf8)).toEqual([true, false, true]);
    }
  });

  it('refuses broken UTF-16', async () => {
    await expect(split(Buffer.from([0xff, 0xfe, 0x7b, 0x00, 0x00, 0xd8, 0x20, 0x00]))).rejects.toThrow(/UTF-16/);
  });
});

describe('what is no such document', () => {
  test.each([
    ['prose', 'Dear reader', /not a JSON object.*byte 0/],
    ['a list', '[1]', /not a JSON object/],
    ['text after the end', '{"objects":[]} x', /more text after the end.*byte 15/],
    ['a second document', '{"objects":[]}{}', /more text after the end/],
    ['a missing comma', '{"objects":[{} {}]}', /expected "," or "]".*byte 15/],
    ['a trailing comma', '{"objects":[{},]}', /expected a value, found "]"/],
    ['a bracket of the wrong kind', '{"objects":[{"a":[}]}', /"}" does not belong at byte 18/],
    ['a name without quotes', '{objects:[]}', /member name/],
    ['two arrays of one name', '{"objects":[],"objects":[1]}', /occurs twice/],
    ['a damaged envelope', '{"objects":[],"type":bundle}', /damaged JSON outside/],
    ['blanks only', ' \n ', /empty/],
  ])('%s', async (_name, text, message) => {
    for (const sizes of [[1], []]) await expect(split(text, sizes)).rejects.toThrow(message);
  });

  it('is told from a document without the array', async () => {
    expect((await split('{"type":"bundle"}')).envelope).toMatchObject({ found: false, elementCount: 0 });
    expect((await split('{"objects":{"a":1}}')).envelope).toMatchObject({
      found: false,
      members: { objects: { a: 1 } },
    });
  });
});

describe('limits', () => {
  it('says where the nesting goes too deep, inside the array and outside', async () => {
    const deep = '['.repeat(100_000);
    await expect(split(`{"objects":[${deep}`)).rejects.toThrow('nested deeper than 512 levels at byte 522');
    await expect(split(`{"other":${deep}`)).rejects.toThrow(/nested deeper than 512 levels/);
    const fits = `${'['.repeat(510)}${']'.repeat(510)}`;
    expect((await split(`{"objects":[${fits}]}`)).elements[0]!.raw).toBe(fits);
  });

  it('stops at an element or an envelope that is too large', async () => {
    const limits = { maxDepth: 512, maxElementBytes: 100, maxEnvelopeBytes: 100 };
    await expect(split(`{"objects":["${'x'.repeat(200)}"]}`, [16], limits)).rejects.toThrow(
      /element 0 .* larger than 100/,
    );
    await expect(split(`{"a":"${'x'.repeat(200)}","objects":[]}`, [16], limits)).rejects.toThrow(/outside "objects"/);
  });
});

it('yields elements while the rest is still to come', async () => {
  async function* endless(): AsyncGenerator<Uint8Array> {
    yield Buffer.from('{"objects":[');
    for (;;) yield Buffer.from('{"a":1},');
  }
  const iterator = streamArray(endless(), 'objects');
  const first = await iterator.next();
  expect((first.value as ArrayElement[])[0]!.raw).toBe('{"a":1}');
  await iterator.return({ members: {}, found: false, elementCount: 0 });
});
