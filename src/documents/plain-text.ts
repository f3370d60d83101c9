/**
 * Plain text → document.
 *
 * Invariant: the text is the decoded file unchanged but for a byte-order mark; every offset counts in exactly that text.
 */
import type { ParsedDocument } from '../model/evidence/document.ts';
import { detectLanguage } from './document-language.ts';
import { readHeaderLines } from './header-lines.ts';
import type { DecodedText } from './text-decoding.ts';
import { findWrittenLinks } from './web-links.ts';

export async function parsePlainText(decoded: DecodedText, mediaType: string): Promise<ParsedDocument> {
  const { text, issues } = decoded;
  const language = await detectLanguage(text);
  return {
    ...readHeaderLines(text),
    ...(language === undefined ? {} : { language }),
    mediaType,
    text,
    landmarks: [],
    links: findWrittenLinks(text),
    issues,
  };
}
