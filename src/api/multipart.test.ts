import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formParts, MultipartError, multipartBoundary } from './multipart.ts';

interface Part {
  readonly name: string;
  readonly fileName: string | undefined;
  readonly text: string;
}

async function read(bytes: Uint8Array, boundary: string, chunkSize: number): Promise<Part[]> {
  const parts: Part[] = [];
  for await (const { name, fileName, body } of formParts(cut(bytes, chunkSize), boundary)) {
    const pieces: Uint8Array[] = [];
    for await (const piece of body) pieces.push(piece);
    parts.push({ name, fileName, text: Buffer.concat(pieces).toString('latin1') });
  }
  return parts;
}

async function* cut(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

test('a form is read as a browser wrote it, in pieces of any size, whatever its files hold', async () => {
  const content = fc.oneof(
    fc.string({ unit: 'binary-ascii' }),
    // Bytes that nearly are a boundary are where such readers fail.
    fc.array(fc.constantFrom('\r\n', '--', '\r', '\n', '-', 'x'), { maxLength: 40 }).map((parts) => parts.join('')),
  );
  const parts = fc.array(
    fc.record({
      name: fc.constantFrom('file', 'tlp', '名'),
      fileName: fc.option(fc.constantFrom('a.pdf', 'Ünï "q".txt', '报告.txt')),
      content,
    }),
    {
      minLength: 1,
      maxLength: 5,
    },
  );
  await fc.assert(
    fc.asyncProperty(parts, fc.integer({ min: 1, max: 200 }), async (given, chunkSize) => {
      const form = new FormData();
      for (const { name, fileName, content } of given) {
        if (fileName === null) form.append(name, content);
        else form.append(name, new Blob([Buffer.from(content, 'latin1')]), fileName);
      }
      const request = new Request('http://127.0.0.1/', { method: 'POST', body: form });
      const boundary = multipartBoundary(request.headers.get('content-type') ?? undefined) ?? '';
      const found = await read(new Uint8Array(await request.arrayBuffer()), boundary, chunkSize);
      expect(found).toEqual(
        given.map(({ name, fileName, content }) => ({
          name,
          fileName: fileName ?? undefined,
          // Line breaks of plain fields are normalised by whoever writes the form.
          text: fileName === null ? content.replace(/\r\n|\r|\n/g, '\r\n') : content,
        })),
      );
    }),
    { numRuns: 150 },
  );
});

test.each([
  [
    'cut in a file',
    '--b\r\ncontent-disposition: form-data; name="file"; filename="a"\r\n\r\nhalf',
    /ends in the middle/,
  ],
  ['cut in the headers', '--b\r\ncontent-disposition: form-da', /ends in the middle/],
  ['without any boundary', 'plain text', /ends in the middle/],
  ['with a part that has no name', '--b\r\ncontent-type: text/plain\r\n\r\nx\r\n--b--', /has no name/],
  ['with endless headers', `--b\r\nx: ${'y'.repeat(20_000)}\r\n\r\n`, /longer than/],
])('a form %s is refused in words', async (_case, text, message) => {
  const reading = read(Buffer.from(text), 'b', 7);
  await expect(reading).rejects.toThrow(MultipartError);
  await expect(reading).rejects.toThrow(message);
});

test('a body that nobody reads is skipped', async () => {
  const text =
    '--b\r\ncontent-disposition: form-data; name="a"\r\n\r\nfirst\r\n--b\r\ncontent-disposition: form-data; name="c"\r\n\r\nsecond\r\n--b--\r\n';
  const names: string[] = [];
  for await (const { name } of formParts(cut(Buffer.from(text), 5), 'b')) names.push(name);
  expect(names).toEqual(['a', 'c']);
});
