/**
 * Word files (.docx) → document, by way of HTML.
 *
 * Invariant: the converter is given only members that were unpacked here within the limits, and none of its pictures.
 * ECMA-376 part 2 (the package), its core properties (`docProps/core.xml`) for title, creator and dates.
 */
import mammoth from 'mammoth';
import type { DocumentIssue, DocumentMetadata, ParsedDocument } from '../model/evidence/document.ts';
import type { DocumentLimits } from './document-limits.ts';
import { readHeaderLines, splitAuthors } from './header-lines.ts';
import { parseHtml } from './html-document.ts';
import { parseWrittenDate } from './publication-date.ts';
import { UnreadableDocumentError } from './unreadable-document.ts';
import { packZip, readZip } from './zip-archive.ts';

const DOCX_MEDIA_TYPE = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

export interface DocxSource {
  readonly bytes: Uint8Array;
  readonly name: string;
  readonly limits: Pick<DocumentLimits, 'archiveMembers' | 'expandedBytes' | 'markupBytes'>;
}

const WANTED = /(?:\.xml|\.rels)$/i;
const MAX_MESSAGES = 20;

export async function parseDocx(source: DocxSource): Promise<ParsedDocument> {
  const { name, limits } = source;
  const bounds = { members: limits.archiveMembers, expandedBytes: limits.expandedBytes };
  const members = readZip(source.bytes, name, bounds, (member) => WANTED.test(member));
  if (!members.some((member) => /^word\/document\d*\.xml$/i.test(member.name))) {
    throw new UnreadableDocumentError({
      reason: 'not-a-document',
      what: 'the archive holds no Word document (word/document.xml)',
      place: name,
      hint: 'Unpack it and import the documents in it.',
    });
  }
  const issues: DocumentIssue[] = [];
  const html = await convert(packZip(members), name, issues);
  if (Buffer.byteLength(html) > limits.markupBytes) {
    throw new UnreadableDocumentError({
      reason: 'too-large',
      what: 'the Word file holds more text than is read at once',
      place: name,
      hint: 'Split it, or save it as plain text.',
    });
  }
  const core = members.find((member) => member.name.toLowerCase() === 'docprops/core.xml');
  const properties = core === undefined ? {} : readCoreProperties(Buffer.from(core.bytes).toString('utf8'));
  const page = await readBody(html, name, issues);
  const { title: firstLine, ...head } = readHeaderLines(page.text);
  const heading = page.landmarks.find((landmark) => landmark.kind === 'heading')?.label;
  const title = properties.title ?? heading ?? firstLine;
  return {
    ...page,
    ...properties,
    // A date printed in the report outranks the day the file was made.
    ...head,
    ...(properties.authors === undefined ? {} : { authors: properties.authors }),
    ...(title === undefined ? {} : { title }),
    mediaType: DOCX_MEDIA_TYPE,
  };
}

async function readBody(html: string, name: string, issues: readonly DocumentIssue[]): Promise<ParsedDocument> {
  try {
    return await parseHtml({ html: `<html><body>${html}</body></html>`, name, wholeBody: true, issues });
  } catch (error) {
    if (!(error instanceof UnreadableDocumentError) || error.reason !== 'no-text') throw error;
    throw new UnreadableDocumentError({
      reason: 'no-text',
      what: 'the Word file holds no text; it may hold pictures of pages',
      place: name,
      hint: 'Run text recognition (OCR) over the pictures and import the result.',
      cause: error,
    });
  }
}

async function convert(archive: Uint8Array, name: string, issues: DocumentIssue[]): Promise<string> {
  try {
    const result = await mammoth.convertToHtml(
      { buffer: Buffer.from(archive.buffer, archive.byteOffset, archive.byteLength) },
      {
        convertImage: mammoth.images.imgElement(() => Promise.resolve({ src: '' })),
        styleMap: [
          "p[style-name='Title'] => h1:fresh",
          "p[style-name='Quote'] => blockquote > p:fresh",
          "p[style-name='Intense Quote'] => blockquote > p:fresh",
          "p[style-name='Caption'] => figcaption:fresh",
        ],
      },
    );
    for (const message of result.messages.slice(0, MAX_MESSAGES)) {
      // Styles without a rule lose their looks and none of their words.
      if (/^(?:Unrecognised (?:paragraph|run|table) style|Image of type)/.test(message.message)) continue;
      issues.push({ severity: 'warning', message: message.message });
    }
    return result.value;
  } catch (error) {
    throw new UnreadableDocumentError({
      reason: 'damaged',
      what: `the Word file cannot be read: ${error instanceof Error ? error.message : String(error)}`,
      place: name,
      hint: 'Open it in a word processor and save it anew, then import that.',
      cause: error,
    });
  }
}

function readCoreProperties(xml: string): DocumentMetadata {
  const title = element(xml, 'dc:title');
  const creator = element(xml, 'dc:creator');
  const publisher = element(xml, 'dc:publisher');
  const created = element(xml, 'dcterms:created');
  const publishedAt = created === undefined ? undefined : parseWrittenDate(created);
  return {
    ...(title === undefined ? {} : { title }),
    ...(publisher === undefined ? {} : { publisher }),
    ...(creator === undefined ? {} : { authors: splitAuthors(creator) }),
    ...(publishedAt === undefined ? {} : { publishedAt }),
  };
}

/** Core properties are a flat list of elements without markup within. */
function element(xml: string, name: string): string | undefined {
  const match = new RegExp(`<${name}(?:\\s[^>]{0,500})?>([^<]{1,2000})</${name}>`).exec(xml);
  const text = match?.[1]
    ?.replace(/&#(\d{1,7});|&#x([\da-f]{1,6});/gi, (_, decimal: string | undefined, hex: string | undefined) =>
      codePoint(decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal)),
    )
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&apos;/g, "'")
    .replace(/&amp;/g, '&')
    .trim();
  return text === undefined || text === '' ? undefined : text;
}

function codePoint(code: number): string {
  return code > 0 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff) ? String.fromCodePoint(code) : '\ufffd';
}
