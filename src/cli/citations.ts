/**
 * Numbered citations of a page of text: the exact words, whose they are, when, and where they stand.
 *
 * Invariant: one passage has one number however many statements rest on it, and words in quotation marks are a source's own;
 * what we say in our own words of a source we do not hold stands without them.
 */
import type { ClaimView } from '../api/contract/claims.ts';
import type { DocumentRef } from '../api/contract/common.ts';
import type { Colours } from './command-context.ts';
import { clean, wrap } from './terminal-text.ts';
import { EVIDENCE_WORDS } from './wording.ts';

export class Citations {
  private readonly passages = new Map<string, { number: number; claims: ClaimView[] }>();

  /** The passage's number; a new one gets the next. */
  number(claim: ClaimView): number {
    const key = passageKey(claim);
    const known = this.passages.get(key);
    if (known === undefined) {
      const number = this.passages.size + 1;
      this.passages.set(key, { number, claims: [claim] });
      return number;
    }
    known.claims.push(claim);
    return known.number;
  }

  get size(): number {
    return this.passages.size;
  }

  lines(width: number, colours: Colours): string[] {
    const gutter = `[${this.size}]`.length + 3;
    return [...this.passages.values()].flatMap(({ number, claims }) => {
      const label = `  ${`[${number}]`.padStart(gutter - 3)} `;
      const body = passageLines(claims, width - gutter, colours);
      return body.map((line, row) => (row === 0 ? colours.bold(label) : ' '.repeat(gutter)) + line);
    });
  }
}

/** The names that one source uses are one entry: it would otherwise stand there once for every name. */
function passageKey(claim: ClaimView): string {
  const words = claim.kind === 'name' ? 'names' : (claim.quote ?? claim.statement);
  return JSON.stringify([claim.document.id, claim.cited?.id, words, claim.speaker?.name]);
}

function passageLines(claims: readonly ClaimView[], width: number, colours: Colours): string[] {
  const claim = claims[0]!;
  const names = claims.filter(({ kind }) => kind === 'name').map(nameWords);
  const address = addressOf(claim, names.length > 1);
  return [
    ...wrap(names.length > 0 ? `It uses ${[...new Set(names)].join(', ')}` : words(claim), width),
    ...wrap(sourceWords(claim), width).map((line) => colours.dim(line)),
    // An address is kept whole, so that it can be clicked and copied.
    ...(address === undefined ? [] : [colours.cyan(address)]),
  ];
}

function nameWords({ quote, statement, sentence }: ClaimView): string {
  return `“${clean(quote ?? statement ?? sentence)}”`;
}

/** Fields of data sets are often Markdown: its words are exact, its link targets and tags are not words. */
function shownWords({ quote, span }: ClaimView): string {
  const text = clean(quote ?? '').trim();
  return span.type === 'data'
    ? text.replace(/\[([^\]]+)\]\(https?:[^)\s]*\)/g, '$1').replace(/<\/?(?:code|b|i|em|strong|p|br)\s*\/?>/gi, '')
    : text;
}

function words(claim: ClaimView): string {
  if (claim.quote === null) return `In our words: ${clean(claim.statement ?? claim.sentence)}`;
  const quote = `“${shownWords(claim)}”`;
  const before = clean(claim.context.before).trim();
  const after = clean(claim.context.after).trim();
  // A quote of a few words says little alone: the words around it stand outside the quotation marks.
  const short = claim.span.type === 'text' && claim.quote.trim().split(/\s+/).length < 6;
  return short && before + after !== '' ? `… ${before} ${quote} ${after} …` : quote;
}

/** Publisher, title, date; its kind and grade; how it came to us. */
function sourceWords(claim: ClaimView): string {
  const source = claim.cited ?? claim.document;
  const parts = [
    documentWords(source, claim.published),
    `${EVIDENCE_WORDS[claim.evidenceClass]}, reliability ${source.reliability}`,
    source.held ? placeWords(claim) : citedWords(claim),
  ];
  if (claim.speaker !== null) {
    const { name, chain } = claim.speaker;
    const tellers = chain.filter((teller) => teller !== name);
    parts.push(`said by ${[name, ...tellers].map(clean).join(', as told by ')}`);
  }
  return parts.filter((part) => part !== '').join(' · ');
}

/** Publisher, title, date. */
export function documentWords(document: DocumentRef, published: string | null): string {
  const title = document.title === null ? '' : clean(document.title);
  const publisher = document.publisher === null ? '' : clean(document.publisher);
  const date = document.publishedAt ?? published;
  const named = [publisher, title].filter((part, index, all) => part !== '' && all.indexOf(part) === index).join(', ');
  return [named || document.id, date === null ? 'undated' : date].join(', ');
}

/** Our own statement of what a source says is not a relay of it. */
function citedWords({ document, cited, quote, span }: ClaimView): string {
  const relay =
    cited !== null && quote !== null && document.kind !== 'starter'
      ? ` by ${clean(document.title ?? document.publisher ?? document.id)}`
      : '';
  return `cited${relay}, not held${span.type === 'cited' ? `: ${clean(span.place)}` : ''}`;
}

function placeWords(claim: ClaimView): string {
  switch (claim.span.type) {
    case 'text':
      return `held, characters ${claim.span.start.toLocaleString('en')}–${claim.span.end.toLocaleString('en')}`;
    case 'data':
      return `held, at ${clean(claim.span.pointer)}`;
    case 'cited':
      return clean(claim.span.place);
  }
}

/** With a text fragment it opens the passage; where several passages share it, the page alone. */
function addressOf(claim: ClaimView, shared: boolean): string | undefined {
  const own = claim.span.type === 'cited' ? claim.span.address : null;
  const address = own ?? claim.cited?.url ?? claim.document.url;
  if (address === null || address === undefined) return undefined;
  return clean(shared ? address.replace(/#?:~:text=.*$/, '') : address);
}
