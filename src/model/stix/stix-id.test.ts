import { describe, expect, test } from 'vitest';
import { entityTypeOf, entityTypeOfStixId, isKnownType } from './object-types.ts';
import { claimKindOfRelationship } from './relationship-kinds.ts';
import { isStixId, isStixTimestamp, stixTypeOfId, uuidOfStixId } from './stix-id.ts';

const UUID = '0f3b1a2c-4d5e-4f60-8a7b-9c0d1e2f3a4b';

describe('ids', () => {
  test.each([
    [`malware--${UUID}`, true],
    [`x-mitre-data-source--${UUID.toUpperCase()}`, true],
    [`malware-${UUID}`, false],
    [`--${UUID}`, false],
    [`Malware--${UUID}`, false],
    [`-x--${UUID}`, false],
    ['malware--0f3b1a2c', false],
    [`malware--${UUID}0`, false],
    [`malware--${UUID.replace('-', '0')}`, false],
    [`malware--${UUID.replace('f', 'g')}`, false],
    ['', false],
  ])('%s', (id, good) => expect(isStixId(id)).toBe(good));

  test('have two halves', () => {
    expect(stixTypeOfId(`intrusion-set--${UUID}`)).toBe('intrusion-set');
    expect(uuidOfStixId(`intrusion-set--${UUID}`)).toBe(UUID);
  });
});

describe('timestamps', () => {
  test.each([
    ['2021-03-02T10:00:00Z', true],
    ['2021-03-02T10:00:00.123456Z', true],
    ['2020-02-29T23:59:60.000Z', true],
    ['2021-02-29T10:00:00Z', false],
    ['1900-02-29T10:00:00Z', false],
    ['2021-13-02T10:00:00Z', false],
    ['2021-03-02T24:00:00Z', false],
    ['2021-03-02T10:00:00', false],
    ['2021-03-02T10:00:00+02:00', false],
    ['2021-03-02T10:00:00.Z', false],
    ['2021-03-02T10:00:00.1xZ', false],
    ['2021-03-02 10:00:00Z', false],
    ['2021-03-02', false],
    ['', false],
  ])('%s', (time, good) => expect(isStixTimestamp(time)).toBe(good));
});

test('an identity is what its class says, and an individual is no person', () => {
  expect(entityTypeOf('identity', 'organization')).toBe('organization');
  expect(entityTypeOf('identity', 'class')).toBe('sector');
  expect(entityTypeOf('identity', 'individual')).toBe('identity');
  expect(entityTypeOf('x-lantern-boat')).toBe('other');
  expect(entityTypeOfStixId(`threat-actor--${UUID}`)).toBe('threat-actor');
  expect(isKnownType('x-mitre-asset')).toBe(true);
  expect(isKnownType('x-lantern-boat')).toBe(false);
});

test.each([
  ['uses', 'intrusion-set', 'malware', 'capability'],
  ['targets', 'intrusion-set', 'identity', 'target'],
  ['targets', 'malware', 'vulnerability', 'vulnerability-pipeline'],
  ['exploits', 'malware', 'vulnerability', 'vulnerability-pipeline'],
  ['attributed-to', 'intrusion-set', 'threat-actor', 'campaign'],
  ['located-at', 'identity', 'location', 'organisation-structure'],
  ['mitigates', 'course-of-action', 'attack-pattern', 'record'],
  ['moored-beside', 'x-boat', 'x-boat', 'record'],
] as const)('%s from %s to %s is of its kind', (type, source, target, kind) => {
  expect(claimKindOfRelationship(type, source, target)).toBe(kind);
});
