/**
 * One HTTP request to an address that was checked.
 *
 * Invariant: the address connected to is the address that was judged: the name is resolved once, and the socket is given
 * that answer (no second look-up that another answer could slip into). Proxies and connection reuse are not used.
 */
import { lookup as dnsLookup } from 'node:dns';
import { request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { isPublicAddress } from './public-address.ts';

export type AddressLookup = (
  hostname: string,
) => Promise<readonly { readonly address: string; readonly family: number }[]>;

export interface WebRequest {
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly signal: AbortSignal;
  /** Lets addresses pass that are not public: an intranet, or a test's own server. */
  readonly allowPrivate: boolean;
  readonly lookup: AddressLookup;
}

/** The address, or one that the name resolves to, is not of the public Internet. */
export class PrivateAddressError extends Error {
  override readonly name = 'PrivateAddressError';
  readonly host: string;
  readonly address: string;

  constructor(host: string, address: string) {
    super(
      host === address ? `${address} is no public address` : `${host} leads to ${address}, which is no public address`,
    );
    this.host = host;
    this.address = address;
  }
}

/** All addresses the system's resolver gives. */
export const systemLookup: AddressLookup = (hostname) =>
  new Promise((resolve, reject) => {
    dnsLookup(hostname, { all: true, verbatim: true }, (error, addresses) => {
      if (error !== null) reject(error);
      else resolve(addresses);
    });
  });

/** Sends a GET and gives the response once its head is there. */
export async function sendRequest(wanted: WebRequest): Promise<IncomingMessage> {
  const pinned = await checkedAddress(wanted);
  const { url, headers, signal } = wanted;
  // The Host header and the certificate's name stay those of the URL.
  const lookup: LookupFunction = (_hostname, options, callback) => {
    if (options.all === true) callback(null, [pinned]);
    else callback(null, pinned.address, pinned.family);
  };
  const send = url.protocol === 'https:' ? httpsRequest : httpRequest;
  return new Promise((resolve, reject) => {
    const request = send(url, { method: 'GET', headers, signal, lookup, agent: false, maxHeaderSize: 65_536 });
    request.once('response', resolve);
    request.once('error', reject);
    request.end();
  });
}

/** Every address of the name must be public: a name with one private answer among public ones is a trap. */
async function checkedAddress(wanted: WebRequest): Promise<{ address: string; family: number }> {
  const host = wanted.url.hostname.replace(/^\[|\]$/g, '');
  const family = isIP(host);
  const addresses = family === 0 ? await wanted.lookup(host) : [{ address: host, family }];
  wanted.signal.throwIfAborted();
  const first = addresses[0];
  if (first === undefined) throw new Error(`${host} has no address`);
  if (!wanted.allowPrivate) {
    for (const { address } of addresses) if (!isPublicAddress(address)) throw new PrivateAddressError(host, address);
  }
  return { address: first.address, family: first.family };
}
