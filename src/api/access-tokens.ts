/**
 * Who may ask, and under what name judgements are recorded.
 *
 * Invariants: beyond loopback nothing is answered without a token; tokens are compared in constant time;
 * the cookie is derived from the token (HMAC-SHA-256), so that it never reveals it and ends with it.
 */
import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

export interface TokenHolder {
  /** Recorded as the author of judgements and imports. */
  readonly name: string;
  readonly token: string;
}

export interface Access {
  readonly required: boolean;
  /** The holder of a bearer token. */
  holderOfToken(token: string): string | undefined;
  /** The holder of a session cookie. */
  holderOfSession(cookie: string): string | undefined;
  /** The cookie value for a valid token. */
  sessionFor(token: string): string | undefined;
}

/** Shorter ones could be guessed over a network. */
export const MIN_TOKEN_LENGTH = 16;

export class TokenSettingError extends Error {
  readonly setting: string;
  readonly hint: string;
  constructor(setting: string, message: string, hint: string) {
    super(message);
    this.name = 'TokenSettingError';
    this.setting = setting;
    this.hint = hint;
  }
}

export function createAccess(holders: readonly TokenHolder[]): Access {
  const known = holders.map(({ name, token }) => ({ name, token: digest(token), session: digest(sessionOf(token)) }));
  const find = (field: 'token' | 'session', presented: string): string | undefined => {
    const wanted = digest(presented);
    let found: string | undefined;
    // Every holder is compared: how long it takes tells nothing about which one fits.
    for (const holder of known) if (timingSafeEqual(holder[field], wanted)) found = holder.name;
    return found;
  };
  return {
    required: holders.length > 0,
    holderOfToken: (token) => find('token', token),
    holderOfSession: (cookie) => find('session', cookie),
    sessionFor: (token) => (find('token', token) === undefined ? undefined : sessionOf(token)),
  };
}

/** Reads `ORRERY_TOKEN` (one, for `owner`) and `ORRERY_TOKENS` (`name:token,name:token`). */
export function tokenHolders(settings: {
  token?: string | undefined;
  tokens?: string | undefined;
  owner: string;
}): TokenHolder[] {
  const holders: TokenHolder[] = [];
  if (settings.token) holders.push({ name: settings.owner, token: settings.token });
  for (const entry of (settings.tokens ?? '')
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean)) {
    const colon = entry.indexOf(':');
    if (colon < 1) {
      throw new TokenSettingError(
        'ORRERY_TOKENS',
        'ORRERY_TOKENS has an entry without a name.',
        'Write it as ORRERY_TOKENS=alice:TOKEN,bob:TOKEN',
      );
    }
    holders.push({ name: entry.slice(0, colon).trim(), token: entry.slice(colon + 1).trim() });
  }
  for (const { name, token } of holders) {
    if (token.length < MIN_TOKEN_LENGTH) {
      const setting = settings.token === token ? 'ORRERY_TOKEN' : 'ORRERY_TOKENS';
      throw new TokenSettingError(
        setting,
        `The token of ${name} in ${setting} is shorter than ${MIN_TOKEN_LENGTH} characters.`,
        `A good one: ${newToken()}`,
      );
    }
  }
  return holders;
}

export function newToken(): string {
  return randomBytes(24).toString('base64url');
}

function sessionOf(token: string): string {
  return createHmac('sha256', token).update('orrery session').digest('base64url');
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
