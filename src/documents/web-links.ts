/**
 * Addresses written out in running text.
 *
 * Invariant: `text.slice(start, end)` is the address as written; what is defanged (`hxxp://`, `[.]`) is an indicator and
 * no link.
 */
import type { DocumentLink } from '../model/evidence/document.ts';

const ADDRESS = /\bhttps?:\/\/[^\s<>"'`{}|\\^\u3000-\u303f\uff00-\uffef\u4e00-\u9fff]{1,4000}/gi;
const MAX_LINKS = 20_000;

export function findWrittenLinks(text: string): DocumentLink[] {
  const links: DocumentLink[] = [];
  for (const match of text.matchAll(ADDRESS)) {
    if (links.length >= MAX_LINKS) break;
    const written = trimTrailing(match[0]);
    if (written.includes('[') || !URL.canParse(written)) continue;
    links.push({ url: written, start: match.index, end: match.index + written.length });
  }
  return links;
}

/** A sentence's full stop and a closing bracket that the address did not open are not part of it. */
function trimTrailing(address: string): string {
  let surplus = 0;
  for (const character of address) surplus += character === ')' ? 1 : character === '(' ? -1 : 0;
  let end = address.length;
  for (; end > 0; end--) {
    const last = address[end - 1]!;
    if (last === ')' && surplus > 0) surplus--;
    else if (!/[\].,;:!?*_~]/.test(last)) break;
  }
  return address.slice(0, end);
}
