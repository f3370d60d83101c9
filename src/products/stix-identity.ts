/**
 * Ids of the STIX objects we make, and who makes them.
 *
 * Invariants: one thing, one id, in every export of every store: a UUIDv5 (RFC 9562, section 5.5) over what identifies it, in a namespace of our
 * own. The namespace that STIX 2.1, section 2.9, keeps for cyber-observables is never used for other objects.
 */
import { createHash } from 'node:crypto';

/** Made for this purpose and never changed; documented in docs/stix-extension.md. */
export const STIX_NAMESPACE = 'eb2ef951-a81f-46bf-a2af-3c0d50392d65';
export const EXTENSION_ID = 'extension-definition--ee8be563-5463-48ab-82c1-25bcc0223aa4';
export const PRODUCER_ID = 'identity--c8ee86ba-5164-4a3f-a6cd-fc618d262a39';
const EXTENSION_VERSION = '1.0.0';
/** Of the producer and the extension themselves, not of what is exported. */
const FIRST_PUBLISHED = '2026-01-01T00:00:00.000Z';

export type StixObject = Readonly<Record<string, unknown>> & { readonly type: string; readonly id: string };

/** `type--uuid` for what `name` identifies among objects of this type. */
export function ownStixId(type: string, name: string): string {
  return `${type}--${uuidV5(STIX_NAMESPACE, `${type}|${name}`)}`;
}

/** UUID of version 5: SHA-1 over the namespace's bytes and the name in UTF-8. */
export function uuidV5(namespace: string, name: string): string {
  const bytes = createHash('sha1')
    .update(Buffer.from(namespace.replaceAll('-', ''), 'hex'))
    .update(name, 'utf8')
    .digest()
    .subarray(0, 16);
  bytes[6] = (bytes[6]! & 0x0f) | 0x50;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  const hex = bytes.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}

/** The identity behind our objects, and the definition of the extension they carry (STIX 2.1, section 7.3). */
export function producerObjects(): readonly StixObject[] {
  const common = { spec_version: '2.1', created: FIRST_PUBLISHED, modified: FIRST_PUBLISHED };
  return [
    {
      type: 'identity',
      id: PRODUCER_ID,
      ...common,
      name: 'Orrery',
      description: 'A program that models an ecosystem from open sources; not the source of any statement.',
      identity_class: 'system',
    },
    {
      type: 'extension-definition',
      id: EXTENSION_ID,
      ...common,
      created_by_ref: PRODUCER_ID,
      name: 'Orrery evidence',
      description:
        'The claims behind an object: exact words, source, speaker, times, native grades and counts of independent origins.',
      schema: 'docs/stix-extension.md',
      version: EXTENSION_VERSION,
      extension_types: ['property-extension'],
    },
  ];
}
