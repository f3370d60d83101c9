import { expect, test } from 'vitest';
import { createAccess, newToken, TokenSettingError, tokenHolders } from './access-tokens.ts';

const ALICE = 'alice-has-a-long-token';
const BOB = 'bob-has-another-long-one';

test('each token and each session names its holder, and nothing else does', () => {
  const access = createAccess(tokenHolders({ token: ALICE, tokens: `bob:${BOB}`, owner: 'alice' }));
  expect(access.required).toBe(true);
  expect(access.holderOfToken(ALICE)).toBe('alice');
  expect(access.holderOfToken(BOB)).toBe('bob');
  const session = access.sessionFor(BOB) ?? '';
  expect(access.holderOfSession(session)).toBe('bob');
  expect(session).not.toContain(BOB);
  expect([
    access.holderOfToken(session),
    access.holderOfSession(BOB),
    access.holderOfToken(''),
    access.sessionFor('guess'),
  ]).toEqual([undefined, undefined, undefined, undefined]);
});

test('a session ends with its token', () => {
  const session = createAccess([{ name: 'alice', token: ALICE }]).sessionFor(ALICE) ?? '';
  expect(createAccess([{ name: 'alice', token: newToken() }]).holderOfSession(session)).toBeUndefined();
});

test.each([
  ['a token that can be guessed', { token: 'short', owner: 'me' }, 'ORRERY_TOKEN'],
  ['an entry without a name', { tokens: ALICE, owner: 'me' }, 'ORRERY_TOKENS'],
  ['an entry whose token is short', { tokens: 'alice:abc', owner: 'me' }, 'ORRERY_TOKENS'],
])('%s is refused with the setting’s name', (_case, settings, setting) => {
  expect(() => tokenHolders(settings)).toThrow(TokenSettingError);
  expect(() => tokenHolders(settings)).toThrow(expect.objectContaining({ setting }));
});
