/**
 * Claims that cannot both be so, among those just read and those held: the opposite said of the same thing, two dates for one adoption,
 * two holders of one office at one time.
 *
 * They are kept side by side and marked contested; nothing is chosen between them.
 */
import { createHash } from 'node:crypto';
import type { NewClaim } from '../model/evidence/ground.ts';
import type { Session } from '../storage/database.ts';
import { appendFindings, type ContradictionCandidate, readContradictionCandidates } from '../storage/findings.ts';
import { refreshClaims } from '../storage/overlay.ts';

export interface Contradiction {
  readonly left: string;
  readonly right: string;
  readonly reason: string;
}

const METHOD = 'contradiction';
const VERSION = '1';
/** Predicates of which a thing has one value. */
const SINGLE_VALUED = ['adopted-on', 'in-force-from'];
/** Offices with one holder at a time. A body has many officers, deputies and deputy directors. */
const SINGLE_HOLDER =
  '^(the )?(minister|director|director-general|head|chief|commander|secretary|chairman|chairwoman|chair|president|governor)\\M(?!.*officer)|^[^副]*(部长|厅长|局长|主任|书记|司令员)$';

/** Inside the transaction that stored `claims`. */
export async function findContradictions(
  session: Session,
  claims: readonly NewClaim[],
  recordedAt: string,
): Promise<Contradiction[]> {
  if (claims.length === 0) return [];
  const candidates = await readContradictionCandidates(
    session,
    claims.map((claim) => claim.id),
    { singleValued: SINGLE_VALUED, singleHolder: SINGLE_HOLDER },
  );
  return storeContradictions(
    session,
    candidates.map((candidate) => ({ left: candidate.left, right: candidate.right, reason: reasonOf(candidate) })),
    recordedAt,
  );
}

/** Records contradictions that are known by other means: a curator says that one claim contests another. */
export async function storeContradictions(
  session: Session,
  found: readonly Contradiction[],
  recordedAt: string,
): Promise<Contradiction[]> {
  const unique = new Map(found.map((one) => [[one.left, one.right].sort().join('|'), one]));
  await appendFindings(
    session,
    [...unique].map(([key, one]) => ({
      id: `finding:${createHash('sha256').update(`${METHOD}|${key}`).digest('hex').slice(0, 32)}`,
      kind: 'contradiction',
      left: one.left,
      right: one.right,
      relation: 'contradicts',
      probability: 1,
      method: METHOD,
      version: VERSION,
      signals: [{ name: 'reason', detail: one.reason }],
    })),
    recordedAt,
  );
  await refreshClaims(
    session,
    [...unique.values()].flatMap((one) => [one.left, one.right]),
  );
  return [...unique.values()];
}

function reasonOf(candidate: ContradictionCandidate): string {
  if (candidate.rule === 'negation') return `one says that it is so, the other that it is not (${candidate.predicate})`;
  if (candidate.rule === 'office') return 'two holders of one office at the same time';
  return `two values for ${candidate.predicate}`;
}
