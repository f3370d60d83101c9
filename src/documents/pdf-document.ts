/**
 * PDF → document: its text layer in reading order, pages as landmarks, and what its information dictionary says.
 *
 * Invariant: a page that cannot be read is an issue and the others are read; what is left out (running heads, pages over
 * the limit) is said. A PDF that only holds pictures of text is an error that says so.
 * ISO 32000-1: section 7.6 (encryption), 14.3.3 (document information dictionary), 12.5.6.5 (link annotations).
 */
import { getDocumentProxy } from 'unpdf';
import type { DocumentIssue, DocumentMetadata, ParsedDocument } from '../model/evidence/document.ts';
import { detectLanguage } from './document-language.ts';
import { readHeaderLines, splitAuthors } from './header-lines.ts';
import { characterTableReader } from './pdf-character-tables.ts';
import { linesOf, type PdfLine, type PdfLinkArea, type PdfPiece } from './pdf-lines.ts';
import { writePages } from './pdf-text.ts';
import { parsePdfDate } from './publication-date.ts';
import { cleanCharacters } from './text-decoding.ts';
import { UnreadableDocumentError } from './unreadable-document.ts';
import { findWrittenLinks } from './web-links.ts';

export interface PdfSource {
  readonly bytes: Uint8Array;
  readonly name: string;
  readonly maxPages: number;
}

type PdfProxy = Awaited<ReturnType<typeof getDocumentProxy>>;

export async function parsePdf(source: PdfSource): Promise<ParsedDocument> {
  const missing = new Set<string>();
  const pdf = await open(source, missing);
  try {
    const issues: DocumentIssue[] = [];
    const pages = await readPages(pdf, source, issues);
    const written = writePages(pages, issues);
    if (!/\S/.test(written.text))
      throw missing.size > 0 ? withoutTables(source, missing) : withoutText(source, pdf.numPages, issues);
    noteEmptyPages(pages, issues);
    if (missing.size > 0)
      issues.push({
        severity: 'error',
        message: `${missingTables(missing)}; those words are left out. ${TABLES_HINT}`,
      });
    const metadata = await readInformation(pdf, issues);
    const { title: firstLine, ...head } = readHeaderLines(written.text);
    const title = metadata.title ?? written.title ?? firstLine;
    const language = await detectLanguage(written.text);
    const bare = findWrittenLinks(written.text).filter(
      (link) => !written.links.some((held) => held.start < link.end && link.start < held.end),
    );
    return {
      ...metadata,
      // A date printed in the report outranks the day the file was made.
      ...head,
      ...(metadata.authors === undefined ? {} : { authors: metadata.authors }),
      ...(title === undefined ? {} : { title }),
      ...(language === undefined ? {} : { language }),
      mediaType: 'application/pdf',
      text: written.text,
      landmarks: written.landmarks,
      links: [...written.links, ...bare].sort((left, right) => left.start - right.start),
      issues,
    };
  } finally {
    await pdf.destroy();
  }
}

async function open(source: PdfSource, missing: Set<string>): Promise<PdfProxy> {
  try {
    // The parser takes a buffer over, so it is given a copy; a Node Buffer it refuses.
    return await getDocumentProxy(Uint8Array.from(source.bytes), {
      verbosity: 0,
      isEvalSupported: false,
      stopAtErrors: false,
      useWorkerFetch: false,
      BinaryDataFactory: characterTableReader(missing),
    });
  } catch (error) {
    const name = error instanceof Error ? error.name : '';
    if (name === 'PasswordException') {
      throw new UnreadableDocumentError({
        reason: 'encrypted',
        what: 'the PDF asks for a password',
        place: source.name,
        hint: 'Save a copy without a password and import that.',
        cause: error,
      });
    }
    const tail = Buffer.from(source.bytes.subarray(Math.max(0, source.bytes.length - 2048))).toString('latin1');
    const cut = !tail.includes('%%EOF');
    throw new UnreadableDocumentError({
      reason: cut ? 'truncated' : 'damaged',
      what: cut ? 'the PDF ends before its end mark' : `the PDF cannot be opened: ${messageOf(error)}`,
      place: source.name,
      hint: cut
        ? 'Fetch the file again: the download was cut off.'
        : 'Open it in a viewer and save it anew, then import that.',
      cause: error,
    });
  }
}

async function readPages(pdf: PdfProxy, source: PdfSource, issues: DocumentIssue[]): Promise<PdfLine[][]> {
  const count = Math.min(pdf.numPages, source.maxPages);
  if (count < pdf.numPages) {
    issues.push({
      severity: 'error',
      message: `the PDF has ${pdf.numPages} pages; the first ${count} were read`,
      place: `page ${count + 1}`,
    });
  }
  const pages: PdfLine[][] = [];
  for (let number = 1; number <= count; number++) {
    try {
      pages.push(await readPage(pdf, number));
    } catch (error) {
      pages.push([]);
      issues.push({
        severity: 'error',
        message: `the page cannot be read: ${messageOf(error)}`,
        place: `page ${number}`,
      });
    }
  }
  return pages;
}

async function readPage(pdf: PdfProxy, number: number): Promise<PdfLine[]> {
  const page = await pdf.getPage(number);
  try {
    const [content, annotations] = await Promise.all([page.getTextContent(), page.getAnnotations()]);
    const pieces: PdfPiece[] = [];
    for (const item of content.items) {
      if (!('str' in item)) continue;
      const [, , shear = 0, scale = 0, x = 0, y = 0] = item.transform as number[];
      const fontSize = Math.hypot(shear, scale) || item.height || 10;
      pieces.push({ text: cleanCharacters(item.str), x, y, width: item.width, fontSize, endsLine: item.hasEOL });
    }
    return linesOf(pieces, linkAreas(annotations));
  } finally {
    page.cleanup();
  }
}

function linkAreas(annotations: readonly unknown[]): PdfLinkArea[] {
  const areas: PdfLinkArea[] = [];
  for (const annotation of annotations) {
    if (typeof annotation !== 'object' || annotation === null) continue;
    const { url, rect } = annotation as { readonly url?: unknown; readonly rect?: unknown };
    if (typeof url !== 'string' || !/^https?:/i.test(url) || !Array.isArray(rect)) continue;
    const [left, bottom, right, top] = rect as number[];
    if (left === undefined || bottom === undefined || right === undefined || top === undefined) continue;
    areas.push({ url, left, bottom, right, top });
  }
  return areas;
}

async function readInformation(pdf: PdfProxy, issues: DocumentIssue[]): Promise<DocumentMetadata> {
  try {
    const { info } = await pdf.getMetadata();
    const fields = info as { readonly Title?: unknown; readonly Author?: unknown; readonly CreationDate?: unknown };
    const text = (value: unknown): string | undefined =>
      typeof value === 'string' && value.trim() !== '' ? cleanCharacters(value).trim() : undefined;
    const title = text(fields.Title);
    const author = text(fields.Author);
    const created = text(fields.CreationDate);
    const publishedAt = created === undefined ? undefined : parsePdfDate(created);
    return {
      ...(title === undefined || isMachineTitle(title) ? {} : { title }),
      ...(author === undefined ? {} : { authors: splitAuthors(author) }),
      ...(publishedAt === undefined ? {} : { publishedAt }),
    };
  } catch (error) {
    issues.push({ severity: 'warning', message: `the PDF's metadata cannot be read: ${messageOf(error)}` });
    return {};
  }
}

/** Word processors write the name of the file where the title should stand. */
function isMachineTitle(title: string): boolean {
  return /^(?:untitled|microsoft (?:word|powerpoint)\b.*|powerpoint presentation|slide 1|document\d*|.*\.(?:docx?|indd|pptx?|pdf|tex|rtf|odt))$/i.test(
    title,
  );
}

function withoutText(source: PdfSource, pages: number, issues: readonly DocumentIssue[]): UnreadableDocumentError {
  const failed = issues.find((issue) => issue.severity === 'error');
  if (failed !== undefined) {
    return new UnreadableDocumentError({
      reason: 'damaged',
      what: failed.message,
      place: failed.place === undefined ? source.name : `${source.name}, ${failed.place}`,
      hint: 'Open it in a viewer and save it anew, then import that.',
    });
  }
  return new UnreadableDocumentError({
    reason: 'no-text',
    what: `the PDF has no text layer (${pages} page${pages === 1 ? '' : 's'}); it is probably a scan`,
    place: source.name,
    hint: 'Run text recognition (OCR) over it, for example with ocrmypdf, and import the result.',
  });
}

const TABLES_HINT = 'Install the npm package pdfjs-dist, which holds them, or print the file to a new PDF.';

function missingTables(missing: ReadonlySet<string>): string {
  return `words are set in fonts that need the character tables ${[...missing].join(', ')}, which are not installed`;
}

function withoutTables(source: PdfSource, missing: ReadonlySet<string>): UnreadableDocumentError {
  return new UnreadableDocumentError({
    reason: 'no-text',
    what: `its ${missingTables(missing)}`,
    place: source.name,
    hint: TABLES_HINT,
  });
}

function noteEmptyPages(pages: readonly (readonly PdfLine[])[], issues: DocumentIssue[]): void {
  const empty = pages.flatMap((lines, at) => (lines.length === 0 ? [at + 1] : []));
  if (empty.length === 0) return;
  issues.push({
    severity: 'warning',
    message: `${empty.length} of ${pages.length} pages hold no text; they may be blank, pictures or scans`,
    place: `page ${empty.slice(0, 10).join(', ')}${empty.length > 10 ? ' …' : ''}`,
  });
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
