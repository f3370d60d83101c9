/**
 * What bytes are, by what they begin with and then by their name.
 *
 * Invariant: a signature outranks a name (`report.txt` that begins with `%PDF-` is a PDF), and a name outranks a guess
 * from text (`notes.txt` that begins with `<html>` or `[` is text).
 */
import { type WideEncoding, wideEncodingOf } from './encoding-evidence.ts';

export const DOCUMENT_FORMATS = [
  'gzip',
  'zip',
  'docx',
  'pdf',
  'html',
  'markdown',
  'text',
  'json',
  'csv',
  'xml',
  'empty',
  'binary',
] as const;
export type DocumentFormat = (typeof DOCUMENT_FORMATS)[number];

/** How many bytes of the head are looked at; more does no harm. */
export const FORMAT_HEAD_BYTES = 4096;

const FORMAT_OF_EXTENSION: Readonly<Record<string, DocumentFormat>> = {
  htm: 'html',
  html: 'html',
  xhtml: 'html',
  shtml: 'html',
  md: 'markdown',
  markdown: 'markdown',
  mdown: 'markdown',
  txt: 'text',
  text: 'text',
  log: 'text',
  json: 'json',
  jsonl: 'json',
  ndjson: 'json',
  stix: 'json',
  csv: 'csv',
  tsv: 'csv',
  xml: 'xml',
  rss: 'xml',
  atom: 'xml',
};

/** Signatures of files that hold no prose we read. RTF is text, but its words are not readable as such. */
const BINARY_SIGNATURES: readonly (readonly number[])[] = [
  [0x89, 0x50, 0x4e, 0x47],
  [0xff, 0xd8, 0xff],
  [0x47, 0x49, 0x46, 0x38],
  [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1],
  [0x7f, 0x45, 0x4c, 0x46],
  [0x42, 0x5a, 0x68],
  [0xfd, 0x37, 0x7a, 0x58, 0x5a],
  [0x28, 0xb5, 0x2f, 0xfd],
  [0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c],
  [0x52, 0x61, 0x72, 0x21],
  [0x53, 0x51, 0x4c, 0x69, 0x74, 0x65],
  [0x7b, 0x5c, 0x72, 0x74, 0x66],
];

/** `head`: the first few KiB (see {@link FORMAT_HEAD_BYTES}), or the whole. `name`: a file name or a URL's path. */
export function detectFormat(head: Uint8Array, name: string): DocumentFormat {
  if (head.length === 0) return 'empty';
  const extension = extensionOf(name);
  const magic = formatBySignature(head, extension);
  if (magic !== undefined) return magic;
  const sample = head.subarray(0, FORMAT_HEAD_BYTES);
  const wide = wideEncodingOf(sample);
  if (wide === undefined && looksBinary(sample)) return 'binary';
  const named = FORMAT_OF_EXTENSION[extension];
  if (named !== undefined) return named;
  return formatByText(asciiOf(sample, wide));
}

/** The extension in lower case without its dot; of `a.json.gz` it is `gz`. */
function extensionOf(name: string): string {
  const base = name.slice(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1).replace(/[?#].*$/, '');
  const dot = base.lastIndexOf('.');
  return dot < 0 ? '' : base.slice(dot + 1).toLowerCase();
}

function formatBySignature(head: Uint8Array, extension: string): DocumentFormat | undefined {
  if (head[0] === 0x1f && head[1] === 0x8b) return 'gzip';
  if (head[0] === 0x50 && head[1] === 0x4b && ((head[2] === 3 && head[3] === 4) || (head[2] === 5 && head[3] === 6))) {
    return extension === 'docx' || extension === 'docm' || latin1(head).includes('word/') ? 'docx' : 'zip';
  }
  // The header may stand after some junk: ISO 32000-1, Annex H, "File header" asks readers for the first 1024 bytes.
  const pdfAt = latin1(head.subarray(0, 1024)).indexOf('%PDF-');
  if (pdfAt === 0 || (pdfAt > 0 && extension === 'pdf')) return 'pdf';
  for (const signature of BINARY_SIGNATURES) {
    if (signature.every((byte, at) => head[at] === byte)) return 'binary';
  }
  if (latin1(head.subarray(257, 262)) === 'ustar') return 'binary';
  return undefined;
}

/** Control characters that text does not use. One stray NUL is damage in a text; many mean that it is none. */
function looksBinary(sample: Uint8Array): boolean {
  let controls = 0;
  for (const byte of sample) {
    if (byte < 0x20 && byte !== 0x09 && byte !== 0x0a && byte !== 0x0d && byte !== 0x0c && byte !== 0x1b) controls++;
  }
  return controls > Math.max(2, sample.length * 0.02);
}

function formatByText(text: string): DocumentFormat {
  const start = text.replace(/^(?:\s|<!--[\s\S]*?-->)+/, '').slice(0, 400);
  if (/^<(?:!doctype\s+html|html|head|body|article|main|div|p|h[1-6]|title|meta|table)\b/i.test(start)) return 'html';
  if (/^<\?xml/i.test(start)) return /<html[\s>]/i.test(text.slice(0, 2000)) ? 'html' : 'xml';
  if (/^\{\s*(?:"|\}|$)/.test(start) || /^\[\s*(?:[{["\]]|$)/.test(start)) return 'json';
  if (/^(?:rss|feed)\b/i.test(start.replace(/^</, ''))) return 'xml';
  if (/^---\r?\n[A-Za-z_-]+\s*:/.test(start) || /^#{1,6} \S/.test(start)) return 'markdown';
  return 'text';
}

function asciiOf(sample: Uint8Array, wide: WideEncoding | undefined): string {
  if (wide === undefined) return latin1(sample).replace(/^\u00ef\u00bb\u00bf/, '');
  const plain = latin1(sample).replace(/\0/g, '');
  return plain.replace(/^(?:\u00ff\u00fe|\u00fe\u00ff)/, '');
}

function latin1(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes.subarray(0, FORMAT_HEAD_BYTES)) text += String.fromCharCode(byte);
  return text;
}
