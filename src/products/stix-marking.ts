/**
 * TLP 2.0 as STIX 2.1 marks it: fixed marking definitions with the OASIS extension for TLP 2.0, in place of the built-in TLP 1.0 ones.
 */
import { TLP_MARKING_IDS, type TlpLevel } from '../model/tlp/tlp.ts';
import type { StixObject } from './stix-identity.ts';

const TLP2_EXTENSION = 'extension-definition--60a3c5c5-0d10-413e-aab3-9e08dde9e88d';
const TLP2_CREATED = '2022-10-01T00:00:00.000Z';

export function tlpMarking(level: TlpLevel): StixObject {
  return {
    type: 'marking-definition',
    spec_version: '2.1',
    id: TLP_MARKING_IDS[level],
    created: TLP2_CREATED,
    name: `TLP:${level.toUpperCase()}`,
    extensions: { [TLP2_EXTENSION]: { extension_type: 'property-extension', tlp_2_0: level } },
  };
}

/** TLP level first, then terms of use that travel along. */
export function markingRefs(level: TlpLevel, statements: Iterable<string>): string[] {
  return [TLP_MARKING_IDS[level], ...[...new Set(statements)].sort()];
}
