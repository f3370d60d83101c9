/**
 * Bytes → document, whatever they are.
 *
 * Invariant: bad input never throws anything but an {@link UnreadableDocumentError}, and that only when there is no text at
 * all; whatever could be read comes back with its issues.
 */
import type { ParsedDocument } from '../model/evidence/document.ts';
import { type DocumentFormat, detectFormat, FORMAT_HEAD_BYTES } from './detect-format.ts';
import { DEFAULT_DOCUMENT_LIMITS, type DocumentLimits, describeBytes } from './document-limits.ts';
import { createDocumentParser, type DocumentParser } from './document-parser.ts';
import { expandGzip, MOST_GZIP_LAYERS, nameWithoutGzip } from './gzip-expansion.ts';
import { type DecodedText, decodeText } from './text-decoding.ts';
import { UnreadableDocumentError, type UnreadableReason } from './unreadable-document.ts';

export interface DocumentHint {
  /** A file name or the last part of a URL's path: tells the format where the bytes do not. */
  readonly name: string;
  /** The Content-Type header as retrieved, with its charset. */
  readonly mediaType?: string;
  /** Where it was retrieved from. */
  readonly url?: string;
}

/** Reads many documents with one warm parser. Close it when done. */
export interface DocumentReader {
  read(bytes: Uint8Array, hint: DocumentHint): Promise<ParsedDocument>;
  close(): Promise<void>;
}

/**
 * Reads one document.
 *
 * @throws UnreadableDocumentError when there is no text in it.
 */
export async function readDocument(
  bytes: Uint8Array,
  hint: DocumentHint,
  limits: Partial<DocumentLimits> = {},
): Promise<ParsedDocument> {
  const reader = createDocumentReader(limits);
  try {
    return await reader.read(bytes, hint);
  } finally {
    await reader.close();
  }
}

export function createDocumentReader(
  limits: Partial<DocumentLimits> = {},
  parserFor: (limits: DocumentLimits) => DocumentParser = createDocumentParser,
): DocumentReader {
  const bounds = { ...DEFAULT_DOCUMENT_LIMITS, ...limits };
  const parser = parserFor(bounds);
  return {
    read: (bytes, hint) => readWithin(bytes, hint, { bounds, parser }),
    close: () => parser.close(),
  };
}

interface Means {
  readonly bounds: DocumentLimits;
  readonly parser: DocumentParser;
}

async function readWithin(bytes: Uint8Array, hint: DocumentHint, means: Means): Promise<ParsedDocument> {
  const { bounds, parser } = means;
  checkSize(bytes, bounds.inputBytes, hint.name);
  const { content, name } = await withoutGzip(bytes, hint.name, bounds);
  const format = formatOf(content, name, hint.mediaType);
  switch (format) {
    case 'empty':
      throw refusal('empty', 'the file is empty', hint.name, 'Fetch it again: a download may have failed.');
    case 'pdf':
      return parser.parse({ format: 'pdf', bytes: content, name: hint.name, limits: bounds });
    case 'docx':
      return parser.parse({ format: 'docx', bytes: content, name: hint.name, limits: bounds });
    case 'html': {
      checkSize(content, bounds.markupBytes, hint.name);
      const { text: html, issues } = await decodeText(content, charsetOf(hint.mediaType) ?? charsetInMarkup(content));
      refuseBlank(html, hint.name);
      return parser.parse({
        format: 'html',
        html,
        name: hint.name,
        issues,
        ...(hint.url === undefined ? {} : { url: hint.url }),
      });
    }
    case 'markdown': {
      const decoded = await decodeProse(content, hint, bounds);
      const { parseMarkdown } = await import('./markdown-document.ts');
      const document = await parseMarkdown(decoded);
      if (document.text === '') {
        throw refusal(
          'no-text',
          'the file holds marks and no words',
          hint.name,
          'Check that it is the file you meant.',
        );
      }
      return withAddress(document, hint.url);
    }
    case 'text':
    case 'csv': {
      const decoded = await decodeProse(content, hint, bounds);
      const { parsePlainText } = await import('./plain-text.ts');
      return withAddress(await parsePlainText(decoded, format === 'csv' ? 'text/csv' : 'text/plain'), hint.url);
    }
    default:
      throw notADocument(format, content, hint.name);
  }
}

async function withoutGzip(
  bytes: Uint8Array,
  name: string,
  bounds: DocumentLimits,
): Promise<{ content: Uint8Array; name: string }> {
  let content = bytes;
  let inner = name;
  for (let layer = 0; content[0] === 0x1f && content[1] === 0x8b; layer++) {
    if (layer === MOST_GZIP_LAYERS) {
      throw refusal(
        'expands-too-much',
        'the file is packed by gzip again and again',
        name,
        'Unpack it yourself if you trust it.',
      );
    }
    content = await expandGzip(content, name, bounds.expandedBytes);
    inner = nameWithoutGzip(inner);
  }
  return { content, name: inner };
}

/** Signatures first, then what the server said where it says something, then the name. */
function formatOf(content: Uint8Array, name: string, mediaType: string | undefined): DocumentFormat {
  const head = content.subarray(0, FORMAT_HEAD_BYTES);
  const detected = detectFormat(head, name);
  if (detected === 'empty' || detected === 'binary' || detected === 'zip' || detected === 'docx' || detected === 'pdf')
    return detected;
  const type = mediaType?.split(';')[0]?.trim().toLowerCase();
  if (type === 'text/html' || type === 'application/xhtml+xml') return 'html';
  if (type === 'text/markdown') return 'markdown';
  // Servers call anything text/plain; a name such as README.md knows better, a guess from the content does not.
  if (type === 'text/plain' && detectFormat(new Uint8Array([0x61]), name) === 'text') return 'text';
  return detected;
}

async function decodeProse(content: Uint8Array, hint: DocumentHint, bounds: DocumentLimits): Promise<DecodedText> {
  checkSize(content, bounds.textBytes, hint.name);
  const decoded = await decodeText(content, charsetOf(hint.mediaType));
  refuseBlank(decoded.text, hint.name);
  return decoded;
}

function withAddress(document: ParsedDocument, url: string | undefined): ParsedDocument {
  return url === undefined ? document : { ...document, url };
}

function charsetOf(mediaType: string | undefined): string | undefined {
  return /;\s*charset\s*=\s*["']?([\w.:-]+)/i.exec(mediaType ?? '')?.[1];
}

/** HTML standard, "prescan a byte stream to determine its encoding": the label stands in the first 1024 bytes, in practice 4096. */
function charsetInMarkup(content: Uint8Array): string | undefined {
  const head = Buffer.from(content.subarray(0, FORMAT_HEAD_BYTES)).toString('latin1');
  return (
    /<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]+)/i.exec(head)?.[1] ??
    /^\s*<\?xml[^>]{0,100}?encoding\s*=\s*["']([\w.:-]+)/i.exec(head)?.[1]
  );
}

function checkSize(bytes: Uint8Array, limitBytes: number, place: string): void {
  if (bytes.length <= limitBytes) return;
  const what = `it has ${describeBytes(bytes.length)}; ${describeBytes(limitBytes)} are read at most`;
  throw refusal(
    'too-large',
    what,
    place,
    'A report is rarely this long: check that it is the file you meant, or split it.',
  );
}

function refuseBlank(text: string, place: string): void {
  if (/\S/.test(text)) return;
  throw refusal('empty', 'the file holds nothing but blanks', place, 'Fetch it again: a download may have failed.');
}

const NOT_A_DOCUMENT: Readonly<Partial<Record<DocumentFormat, readonly [what: string, hint: string]>>> = {
  json: [
    'it is JSON, which is data and not a report',
    'Import it as a data set (STIX, MISP, KEV), or save its text as .txt.',
  ],
  xml: ['it is XML, which is data and not a report', 'Save its text as .txt or .html and import that.'],
  zip: ['it is a ZIP archive', 'Unpack it and import the documents in it.'],
  binary: ['it is no text, HTML, PDF, Word or Markdown file', 'Save it in one of these formats and import that.'],
};

function notADocument(format: DocumentFormat, content: Uint8Array, place: string): UnreadableDocumentError {
  if (isEncryptedOffice(content)) {
    return refusal(
      'encrypted',
      'the Office file asks for a password',
      place,
      'Save a copy without a password and import that.',
    );
  }
  const [what, hint] = NOT_A_DOCUMENT[format] ?? [`it is ${format}`, 'Import the documents in it.'];
  return refusal('not-a-document', what, place, hint);
}

/** An encrypted Office file is a compound file with a stream of this name ([MS-OFFCRYPTO] section 2.3.4.4). */
function isEncryptedOffice(content: Uint8Array): boolean {
  if (content[0] !== 0xd0 || content[1] !== 0xcf) return false;
  return Buffer.from(content.buffer, content.byteOffset, content.byteLength).includes(
    Buffer.from('EncryptedPackage', 'utf16le'),
  );
}

function refusal(reason: UnreadableReason, what: string, place: string, hint: string): UnreadableDocumentError {
  return new UnreadableDocumentError({ reason, what, place, hint });
}
