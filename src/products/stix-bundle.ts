/**
 * A STIX 2.1 bundle as text, one object a line, so that it is written and read in pieces. STIX 2.1, section 8 "STIX Bundle Object".
 *
 * Invariant: an object that came as text goes out as that very text.
 */
import type { StixObject } from './stix-identity.ts';

/** `uuid` names the bundle. Objects are given as values or, when they came from a STIX source, as their exact text. */
export async function* bundleText(
  uuid: string,
  objects: AsyncIterable<readonly (StixObject | { readonly raw: string })[]>,
): AsyncIterable<string> {
  yield `{"type":"bundle","id":"bundle--${uuid}","objects":[`;
  let first = true;
  for await (const batch of objects) {
    let piece = '';
    for (const object of batch) {
      piece += `${first ? '\n' : ',\n'}${isRaw(object) ? object.raw : JSON.stringify(object)}`;
      first = false;
    }
    if (piece !== '') yield piece;
  }
  yield '\n]}\n';
}

function isRaw(object: StixObject | { readonly raw: string }): object is { readonly raw: string } {
  return !('type' in object);
}
