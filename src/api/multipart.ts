/**
 * Reads `multipart/form-data` (RFC 7578) as it arrives, part by part.
 *
 * Invariant: never holds more than one chunk and a part's headers in memory, however large the files are. The parts come in order and
 * each body is read (or skipped) before the next part is given.
 */
export interface FormPart {
  readonly name: string;
  /** Undefined for a plain field. */
  readonly fileName: string | undefined;
  readonly body: AsyncIterable<Uint8Array>;
}

export class MultipartError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'MultipartError';
  }
}

const MAX_HEADER_BYTES = 16 * 1024;

/** The boundary of a `content-type` header; undefined when it is not form data. */
export function multipartBoundary(contentType: string | undefined): string | undefined {
  if (contentType === undefined || !/^multipart\/form-data\s*;/i.test(contentType)) return undefined;
  const match = /;\s*boundary=(?:"([^"]{1,70})"|([^\s;"]{1,70}))/i.exec(contentType);
  return match?.[1] ?? match?.[2];
}

export async function* formParts(chunks: AsyncIterable<Uint8Array>, boundary: string): AsyncGenerator<FormPart> {
  const scanner = new Scanner(chunks);
  const delimiter = Buffer.from(`\r\n--${boundary}`);
  for await (const _preamble of scanner.until(delimiter));
  while (!(await isLast(scanner))) {
    const { name, fileName } = partHeaders(await scanner.text('\r\n\r\n', MAX_HEADER_BYTES));
    const body = scanner.until(delimiter);
    yield { name, fileName, body };
    for await (const _unread of body);
  }
}

/** After a delimiter: `--` ends the form, a line break begins a part. */
async function isLast(scanner: Scanner): Promise<boolean> {
  const mark = await scanner.take(2);
  if (mark === '--') return true;
  // The headers' own end is "\r\n\r\n", of which a part without headers shares the first half.
  if (mark !== '\r\n') throw new MultipartError('A part of the form data does not begin with a line break.');
  return false;
}

function partHeaders(text: string): { name: string; fileName: string | undefined } {
  const disposition = text.split('\r\n').find((line) => /^content-disposition\s*:/i.test(line));
  const name = disposition === undefined ? undefined : parameter(disposition, 'name');
  if (disposition === undefined || name === undefined) throw new MultipartError('A part of the form data has no name.');
  return { name, fileName: parameter(disposition, 'filename') };
}

/** Browsers write `"` as %22 and line breaks as %0D%0A in names (WHATWG HTML, "multipart/form-data encoding"); curl escapes with `\`. */
function parameter(header: string, key: string): string | undefined {
  const match = new RegExp(`;\\s*${key}=(?:"((?:[^"\\\\]|\\\\.)*)"|([^\\s;]+))`, 'i').exec(header);
  const value = match?.[1]?.replace(/\\(["\\])/g, '$1') ?? match?.[2];
  return value?.replace(/%22/g, '"').replace(/%0D|%0A/gi, ' ');
}

class Scanner {
  // The first boundary may stand at the very start, without the line break that every other one has.
  private buffer: Buffer = Buffer.from('\r\n');
  private readonly source: AsyncIterator<Uint8Array>;

  constructor(chunks: AsyncIterable<Uint8Array>) {
    this.source = chunks[Symbol.asyncIterator]();
  }

  /** Everything up to the delimiter, which is consumed. */
  async *until(delimiter: Buffer): AsyncGenerator<Uint8Array> {
    for (;;) {
      const at = this.buffer.indexOf(delimiter);
      if (at >= 0) {
        const found = this.buffer.subarray(0, at);
        this.buffer = this.buffer.subarray(at + delimiter.length);
        if (found.length > 0) yield found;
        return;
      }
      const safe = this.buffer.length - (delimiter.length - 1);
      if (safe > 0) {
        const part = this.buffer.subarray(0, safe);
        this.buffer = this.buffer.subarray(safe);
        yield part;
      }
      await this.more();
    }
  }

  async text(end: string, limit: number): Promise<string> {
    const parts: Uint8Array[] = [];
    let size = 0;
    for await (const part of this.until(Buffer.from(end))) {
      size += part.length;
      if (size > limit) throw new MultipartError(`The headers of a part are longer than ${limit} bytes.`);
      parts.push(part);
    }
    return Buffer.concat(parts).toString('utf8');
  }

  async take(count: number): Promise<string> {
    while (this.buffer.length < count) await this.more();
    const taken = this.buffer.subarray(0, count).toString('latin1');
    this.buffer = this.buffer.subarray(count);
    return taken;
  }

  private async more(): Promise<void> {
    const { value, done } = await this.source.next();
    if (done) throw new MultipartError('The form data ends in the middle of a part.');
    this.buffer = this.buffer.length === 0 ? Buffer.from(value) : Buffer.concat([this.buffer, value]);
  }
}
