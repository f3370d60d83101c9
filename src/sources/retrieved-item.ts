/**
 * What a connector hands on: bytes, and where they came from.
 *
 * Invariant: a connector reads nothing into the bytes. One item that cannot be had is a value with its reason, and the
 * run goes on.
 */
export type ItemLocation =
  | { readonly path: string }
  | {
      readonly url: string;
      /** After redirects. */
      readonly finalUrl: string;
      /** RFC 3339. */
      readonly retrievedAt: string;
      /** Of the last response; names in lower case. */
      readonly headers: Readonly<Record<string, string>>;
    };

export interface RetrievedItem {
  /** A file name: what a format may be told from. */
  readonly name: string;
  readonly location: ItemLocation;
  readonly sizeBytes?: number;
  open(): AsyncIterable<Uint8Array>;
  /** The whole content. @throws ItemTooLargeError above `limitBytes`, before it is all held. */
  read(limitBytes: number): Promise<Uint8Array>;
}

export type Retrieved =
  | { readonly ok: true; readonly item: RetrievedItem }
  | {
      readonly ok: false;
      readonly location: string;
      /** What happened. */
      readonly reason: string;
      /** What to do next. */
      readonly hint: string;
      /** Passed over on purpose; nothing is wrong with it. */
      readonly skipped?: true;
    };

export class ItemTooLargeError extends Error {
  override readonly name = 'ItemTooLargeError';
  readonly place: string;
  readonly limitBytes: number;

  constructor(place: string, limitBytes: number) {
    super(`${place}: it has more than the ${limitBytes} bytes allowed. Split it, or raise the limit if you trust it.`);
    this.place = place;
    this.limitBytes = limitBytes;
  }
}

/** Collects a stream up to a limit. */
export async function collectBytes(
  chunks: AsyncIterable<Uint8Array>,
  limitBytes: number,
  place: string,
): Promise<Uint8Array> {
  const held: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of chunks) {
    length += chunk.length;
    if (length > limitBytes) throw new ItemTooLargeError(place, limitBytes);
    held.push(chunk);
  }
  return Buffer.concat(held, length);
}
