/**
 * The one error of this folder: nothing at all could be read from these bytes, and what the person can do about it.
 *
 * Invariant: it is thrown only where there is no text to hand back; a document that is read in part is returned with issues.
 */
export const UNREADABLE_REASONS = [
  'empty',
  'too-large',
  'expands-too-much',
  'encrypted',
  'no-text',
  'truncated',
  'damaged',
  'not-a-document',
  'timeout',
] as const;
export type UnreadableReason = (typeof UNREADABLE_REASONS)[number];

export interface UnreadableFacts {
  readonly reason: UnreadableReason;
  /** What happened, without the name of the document: "the PDF asks for a password". */
  readonly what: string;
  /** The document's name, and the page, member or byte within it where that is known. */
  readonly place: string;
  /** What to do next. */
  readonly hint: string;
  readonly cause?: unknown;
}

export class UnreadableDocumentError extends Error {
  override readonly name = 'UnreadableDocumentError';
  readonly reason: UnreadableReason;
  readonly what: string;
  readonly place: string;
  readonly hint: string;

  constructor(facts: UnreadableFacts) {
    const what = facts.what.replace(/[\s.]+$/, '');
    super(`${facts.place}: ${what}. ${facts.hint}`, facts.cause === undefined ? undefined : { cause: facts.cause });
    this.reason = facts.reason;
    this.what = what;
    this.place = facts.place;
    this.hint = facts.hint;
  }
}
