/**
 * One page or file from the web.
 *
 * Invariant: nothing but public addresses is asked, at first and after each redirect; size, time, redirects and expansion
 * are bounded; what cannot be had is a value with its reason. Nothing of the body is interpreted.
 * RFC 9110: sections 15.4 (redirection), 13.1 (conditional requests), 8.4 (content codings).
 */
import type { IncomingMessage } from 'node:http';
import { pipeline, Readable, type Transform } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import { collectBytes, ItemTooLargeError, type Retrieved, type RetrievedItem } from './retrieved-item.ts';
import { type AddressLookup, PrivateAddressError, sendRequest, systemLookup } from './web-request.ts';

export interface RetrieveUrlOptions {
  /** Bytes of the body, packed or unpacked. Default 64 MiB. */
  readonly limitBytes?: number;
  /** For the whole of it: look-up, redirects, body. Default 30 s. */
  readonly timeoutMs?: number;
  /** Default 5. */
  readonly redirects?: number;
  /** Lets private, loopback and link-local addresses pass: for these hosts (of an intranet), or for all. Default: none. */
  readonly allowPrivate?: boolean | readonly string[];
  /** What a former answer said of itself: an unchanged resource is then not sent again. */
  readonly known?: { readonly etag?: string; readonly lastModified?: string };
  readonly clock?: () => Date;
  readonly lookup?: AddressLookup;
  readonly signal?: AbortSignal;
}

/** `retrieveUrl`'s answer: an item, a refusal, or that what is known still stands. */
export type RetrievedPage = Retrieved | { readonly ok: true; readonly unchanged: true; readonly location: string };

interface Bounds {
  readonly limitBytes: number;
  readonly redirects: number;
  readonly allowPrivate: boolean | readonly string[];
  readonly signal: AbortSignal;
  readonly lookup: AddressLookup;
  readonly headers: Readonly<Record<string, string>>;
}

interface Answer {
  readonly response: IncomingMessage;
  readonly url: URL;
}

const USER_AGENT = 'Orrery/0.1';
const ACCEPT = 'text/html,application/xhtml+xml,application/pdf,text/plain;q=0.9,*/*;q=0.8';
const MIB = 1024 * 1024;

/** A reason and a way out, thrown within this module and handed on as a value. */
class Refusal extends Error {
  readonly hint: string;

  constructor(reason: string, hint: string, cause?: unknown) {
    super(reason, cause === undefined ? undefined : { cause });
    this.hint = hint;
  }
}

/** Without `known` the answer is never `unchanged`. */
export function retrieveUrl(url: string, options?: RetrieveUrlOptions & { readonly known?: never }): Promise<Retrieved>;
export function retrieveUrl(url: string, options: RetrieveUrlOptions): Promise<RetrievedPage>;
export async function retrieveUrl(url: string, options: RetrieveUrlOptions = {}): Promise<RetrievedPage> {
  const timeoutMs = options.timeoutMs ?? 30_000;
  const timeout = AbortSignal.timeout(timeoutMs);
  const signal = options.signal === undefined ? timeout : AbortSignal.any([timeout, options.signal]);
  const bounds: Bounds = {
    limitBytes: options.limitBytes ?? 64 * MIB,
    redirects: options.redirects ?? 5,
    allowPrivate: options.allowPrivate ?? false,
    signal,
    lookup: options.lookup ?? systemLookup,
    headers: requestHeaders(options.known),
  };
  try {
    const answer = await follow(parseUrl(url), bounds);
    if (answer.response.statusCode === 304) {
      answer.response.destroy();
      if (options.known === undefined)
        throw new Refusal('the server says that nothing changed, though it was not asked', 'Try again later.');
      return { ok: true, unchanged: true, location: url };
    }
    const bytes = await readBody(answer.response, bounds);
    const retrievedAt = (options.clock ?? (() => new Date()))().toISOString();
    return { ok: true, item: pageItem({ url, answer, bytes, retrievedAt }) };
  } catch (error) {
    const { reason, hint } = explain(error, { timedOut: timeout.aborted, timeoutMs, limitBytes: bounds.limitBytes });
    return { ok: false, location: url, reason, hint };
  }
}

function parseUrl(written: string): URL {
  if (!URL.canParse(written))
    throw new Refusal('it is no address', 'Give a whole address, such as https://example.org/report.');
  return checkUrl(new URL(written));
}

function checkUrl(url: URL): URL {
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    throw new Refusal(
      `addresses of the form ${url.protocol} are not fetched`,
      'Save the file and import it from there.',
    );
  }
  if (url.username !== '' || url.password !== '') {
    throw new Refusal(
      'the address holds a user name or password',
      'Leave them out; save pages that need a login from a browser.',
    );
  }
  return url;
}

/** Follows redirects; each leg is checked like the first. */
async function follow(start: URL, bounds: Bounds): Promise<Answer> {
  let url = start;
  for (let count = 0; ; count++) {
    const { headers, signal, lookup } = bounds;
    const allowPrivate = mayBePrivate(url.hostname, bounds.allowPrivate);
    const response = await sendRequest({ url, headers, signal, allowPrivate, lookup });
    const status = response.statusCode ?? 0;
    const target = response.headers.location;
    const redirects = status === 301 || status === 302 || status === 303 || status === 307 || status === 308;
    if (!redirects || target === undefined) {
      if (status !== 304 && (status < 200 || status > 299)) {
        response.destroy();
        throw statusRefusal(status);
      }
      return { response, url };
    }
    response.destroy();
    if (count >= bounds.redirects)
      throw new Refusal(
        `it redirects more than ${bounds.redirects} times`,
        'Open it in a browser and import the address it ends at.',
      );
    if (!URL.canParse(target, url.href))
      throw new Refusal('it redirects to what is no address', 'Open it in a browser and save the page.');
    url = checkUrl(new URL(target, url));
  }
}

/** Judged for each leg: an intranet host may not send us on to another one. */
function mayBePrivate(hostname: string, allowed: boolean | readonly string[]): boolean {
  return typeof allowed === 'boolean' ? allowed : allowed.includes(hostname);
}

function requestHeaders(known: RetrieveUrlOptions['known']): Record<string, string> {
  return {
    'user-agent': USER_AGENT,
    accept: ACCEPT,
    'accept-encoding': 'gzip, deflate, br',
    ...(known?.etag === undefined ? {} : { 'if-none-match': known.etag }),
    ...(known?.lastModified === undefined ? {} : { 'if-modified-since': known.lastModified }),
  };
}

/** The body unpacked. Both what comes over the wire and what it unpacks to are measured. */
async function readBody(response: IncomingMessage, bounds: Bounds): Promise<Uint8Array> {
  const { limitBytes } = bounds;
  const stated = Number(response.headers['content-length'] ?? 0);
  if (stated > limitBytes) {
    response.destroy();
    throw new ItemTooLargeError('the body', limitBytes);
  }
  try {
    const wire = Readable.from(measured(response, limitBytes));
    const bytes = await collectBytes(decoded(wire, response.headers['content-encoding']), limitBytes, 'the body');
    if (!response.complete)
      throw new Refusal('the body ends before its stated length', 'Try again: the connection was cut.');
    return bytes;
  } finally {
    response.destroy();
  }
}

async function* measured(chunks: AsyncIterable<Uint8Array>, limitBytes: number): AsyncIterable<Uint8Array> {
  let length = 0;
  for await (const chunk of chunks) {
    length += chunk.length;
    if (length > limitBytes) throw new ItemTooLargeError('the body', limitBytes);
    yield chunk;
  }
}

function decoded(wire: Readable, coding: string | undefined): AsyncIterable<Uint8Array> {
  const codings = (coding ?? '')
    .split(',')
    .map((name) => name.trim().toLowerCase())
    .filter((name) => name !== '' && name !== 'identity');
  if (codings.length > 2)
    throw new Refusal('the body is packed again and again', 'Open it in a browser and save the page.');
  let stream: Readable = wire;
  for (const name of codings.reverse()) stream = through(stream, decoderFor(name));
  return stream;
}

function decoderFor(coding: string): Transform {
  if (coding === 'gzip' || coding === 'x-gzip') return createGunzip();
  if (coding === 'deflate') return createInflate();
  if (coding === 'br') return createBrotliDecompress();
  throw new Refusal(`the body is packed by ${coding}, which is not read`, 'Open it in a browser and save the page.');
}

/** Errors travel with the stream: whoever reads its end sees them. */
function through(source: Readable, decoder: Transform): Readable {
  return pipeline(source, decoder, () => undefined);
}

function pageItem(page: { url: string; answer: Answer; bytes: Uint8Array; retrievedAt: string }): RetrievedItem {
  const { url, answer, bytes, retrievedAt } = page;
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(answer.response.headers)) {
    if (value !== undefined) headers[name] = Array.isArray(value) ? value.join(', ') : value;
  }
  return {
    name: nameOf(answer.url, headers['content-disposition']),
    location: { url, finalUrl: answer.url.href, retrievedAt, headers },
    sizeBytes: bytes.length,
    open: async function* () {
      yield bytes;
    },
    read: (limitBytes) =>
      bytes.length > limitBytes ? Promise.reject(new ItemTooLargeError(url, limitBytes)) : Promise.resolve(bytes),
  };
}

/** A file name without folders, from Content-Disposition or the address's path. */
function nameOf(url: URL, disposition: string | undefined): string {
  const offered = /filename\*?\s*=\s*(?:UTF-8''|")?([^";]+)/i.exec(disposition ?? '')?.[1];
  const last = (path: string): string => path.split(/[/\\]/).findLast((part) => part !== '') ?? '';
  const name = last(decodePart(offered ?? url.pathname))
    .replace(/[\0-\x1f]/g, '')
    .slice(0, 200);
  return name === '' || name === '.' || name === '..' ? url.hostname : name;
}

function decodePart(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    // A stray percent sign: the name is only a hint, take it as it is.
    return text;
  }
}

function statusRefusal(status: number): Refusal {
  if (status === 401 || status === 403)
    return new Refusal(`the server refuses it (${status})`, 'Open it in a browser and save the page.');
  if (status === 404 || status === 410)
    return new Refusal(
      `the server has no such page (${status})`,
      'Look for it in a web archive and import that address.',
    );
  if (status === 429) return new Refusal('the server asks to slow down (429)', 'Try again later.');
  return new Refusal(
    `the server answers with status ${status}`,
    'Try again later, or open it in a browser and save the page.',
  );
}

function explain(
  error: unknown,
  facts: { readonly timedOut: boolean; readonly timeoutMs: number; readonly limitBytes: number },
): { reason: string; hint: string } {
  if (error instanceof Refusal) return { reason: error.message, hint: error.hint };
  if (error instanceof PrivateAddressError) {
    return {
      reason: error.message,
      hint: 'Only public addresses are fetched. Save the page and import the file, or allow private addresses.',
    };
  }
  if (error instanceof ItemTooLargeError) {
    const limit = `${Math.round((facts.limitBytes / MIB) * 10) / 10} MiB`;
    return { reason: `it has more than the ${limit} allowed`, hint: 'Save it and import the file if you trust it.' };
  }
  if (facts.timedOut) {
    return {
      reason: `it takes longer than the ${facts.timeoutMs / 1000} s allowed`,
      hint: 'Try again later, or save the page from a browser.',
    };
  }
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code === 'ABORT_ERR') return { reason: 'it was interrupted', hint: 'Run the same command again.' };
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN')
    return { reason: 'its host name has no address', hint: 'Check the address and the network.' };
  if (code === 'ECONNREFUSED') return { reason: 'the server takes no connections', hint: 'Try again later.' };
  if (code.startsWith('Z_') || code.startsWith('ERR_BROTLI') || code.startsWith('ERR__ERROR')) {
    return { reason: 'the packed body is damaged or cut off', hint: 'Try again: the connection may have been cut.' };
  }
  const what = error instanceof Error ? error.message : String(error);
  return {
    reason: `it cannot be fetched: ${what}`,
    hint: 'Check the address and the network, or save the page from a browser.',
  };
}
