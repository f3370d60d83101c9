import { expect, test } from 'vitest';
import { stixProblems } from '../../test/release/stix-check.ts';
import { TLP_LEVELS } from '../model/tlp/tlp.ts';
import { ownStixId, producerObjects, STIX_NAMESPACE, uuidV5 } from './stix-identity.ts';
import { tlpMarking } from './stix-marking.ts';

test('a UUID of version 5 is that of RFC 9562, appendix A.4', () => {
  expect(uuidV5('6ba7b810-9dad-11d1-80b4-00c04fd430c8', 'www.example.com')).toBe(
    '2ed6657d-e927-568b-95e1-2665a8aea6a2',
  );
});

test('ids differ by type, and never use the namespace of observables', () => {
  expect(ownStixId('identity', 'a').slice(-36)).not.toBe(ownStixId('malware', 'a').slice(-36));
  expect(STIX_NAMESPACE).not.toBe('00abedb4-aa42-466c-9c01-fed23315a9b7');
});

test('the producer, its extension and the TLP markings are valid STIX 2.1', () => {
  expect([...producerObjects(), ...TLP_LEVELS.map(tlpMarking)].flatMap(stixProblems)).toEqual([]);
});
