/**
 * The work that is done apart from the caller: formats whose parsers may hang or eat memory on hostile input.
 *
 * Invariant: a task and its result are plain data, so that they pass between threads; each parser is loaded when its
 * first document comes.
 */
import type { DocumentIssue, ParsedDocument } from '../model/evidence/document.ts';
import type { DocumentLimits } from './document-limits.ts';
import type { UnreadableReason } from './unreadable-document.ts';

export type ParseTask =
  | {
      readonly format: 'html';
      readonly html: string;
      readonly name: string;
      readonly url?: string;
      readonly issues: readonly DocumentIssue[];
    }
  | {
      readonly format: 'pdf' | 'docx';
      readonly bytes: Uint8Array;
      readonly name: string;
      readonly limits: DocumentLimits;
    };

/** An {@link UnreadableDocumentError} as data: errors lose their class between threads. */
export interface ParseFailure {
  readonly reason: UnreadableReason;
  readonly what: string;
  readonly place: string;
  readonly hint: string;
}

export type ParseReply =
  | { readonly id: number; readonly document: ParsedDocument }
  | { readonly id: number; readonly failure: ParseFailure };

export interface ParseRequest {
  readonly id: number;
  readonly task: ParseTask;
}

export async function runParseTask(task: ParseTask): Promise<ParsedDocument> {
  switch (task.format) {
    case 'html': {
      const { parseHtml } = await import('./html-document.ts');
      return parseHtml(task);
    }
    case 'pdf': {
      const { parsePdf } = await import('./pdf-document.ts');
      return parsePdf({ bytes: task.bytes, name: task.name, maxPages: task.limits.pages });
    }
    case 'docx': {
      const { parseDocx } = await import('./docx-document.ts');
      return parseDocx(task);
    }
  }
}
