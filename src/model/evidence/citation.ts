/**
 * Ids of reports that are only known by citation.
 *
 * Invariant: one address in its usual spellings (scheme, `www.`, trailing slash, tracking parameters, archive copies)
 * is one document. URL syntax: WHATWG URL Standard.
 */
import { shortHash } from '../hash.ts';
import type { DocumentId } from './identifiers.ts';

/** What a citation says of the report; an address counts before a title, a title before a name. */
export interface CitationKey {
  readonly url?: string | undefined;
  readonly title?: string | undefined;
  readonly name?: string | undefined;
}

/** `cited:` and 32 hex digits: of the normalised address where there is one, else of title and name. */
export function citedDocumentId(citation: CitationKey): DocumentId {
  const key = citation.url ? normalizeUrl(citation.url) : '';
  const basis = key !== '' ? key : `${citation.title ?? ''}|${citation.name ?? ''}`.trim().toLowerCase();
  return `cited:${shortHash(basis)}` as DocumentId;
}

const ARCHIVE_WRAPPER = /^(?:https?:\/\/)?web\.archive\.org\/web\/(?:\d{1,14}(?:[a-z]{2}_)?|\*)\/(.+)$/i;
const SCHEME = /^[a-z][a-z0-9+.-]*:/i;
const TRACKING_PARAMETER =
  /^(?:utm_.*|fbclid|gclid|dclid|msclkid|yclid|igshid|mc_cid|mc_eid|_hsenc|_hsmi|hsctatracking|mkt_tok|trk|spm|cmpid|cmp|om_rssid|om_ext_cid|s_cid|ncid|ocid|at_medium|at_campaign|wt\.mc_id|xtor|_ga|_gl|ref_src|ref_url|guccounter)$/i;

/**
 * The address without what does not change the page: scheme, `www.`, default port, trailing slash, tracking parameters,
 * text fragment, and the wrapper of the Internet Archive. Parameters are sorted. Text that is no address is given back
 * trimmed.
 */
export function normalizeUrl(url: string): string {
  const trimmed = unwrapArchive(url.trim());
  const parsed = parseUrl(SCHEME.test(trimmed) ? trimmed : `https://${trimmed}`);
  if (!parsed || parsed.hostname === '') return trimmed;
  const host = parsed.host.replace(/^www\./, '');
  const path = parsed.pathname.replace(/\/+$/, '');
  return `${host}${path}${keptQuery(parsed.search)}${keptFragment(parsed.hash)}`;
}

function unwrapArchive(url: string): string {
  const inner = ARCHIVE_WRAPPER.exec(url)?.[1];
  // Some wrappers lose one slash of the inner scheme: `http:/host`.
  return inner === undefined ? url : inner.replace(/^(https?):\/(?!\/)/i, '$1://');
}

function parseUrl(url: string): URL | undefined {
  return URL.canParse(url) ? new URL(url) : undefined;
}

function keptQuery(search: string): string {
  if (search.length < 2) return '';
  const kept = search
    .slice(1)
    .split('&')
    .filter((pair) => pair !== '' && !TRACKING_PARAMETER.test(pair.split('=', 1)[0]!));
  return kept.length === 0 ? '' : `?${kept.sort().join('&')}`;
}

/** Only the fragments by which pages without a server choose what they show. */
function keptFragment(hash: string): string {
  return /^#[!/]/.test(hash) ? hash : '';
}
