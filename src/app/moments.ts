/** The three times of a question, checked and made definite. */
import type { Moment as MomentView } from '../api/contract/common.ts';
import { isPartialDate, type Moment } from '../model/evidence/time.ts';
import type { Session } from '../storage/database.ts';
import { heldInstant } from '../storage/reader/edge-source.ts';
import type { MomentFilter } from '../storage/reader/propositions.ts';
import { UseCaseError } from './use-cases.ts';

export interface DefiniteMoment {
  readonly filter: MomentFilter;
  readonly instant: { at: string; past: boolean };
  readonly view: MomentView;
}

export async function definiteMoment(session: Session, moment: Moment): Promise<DefiniteMoment> {
  const asOf = day(moment.asOf, 'as-of');
  const knownAt = day(moment.knownAt, 'known-at');
  if (moment.heldAt !== undefined && Number.isNaN(Date.parse(moment.heldAt))) {
    throw new UseCaseError('invalid', `“${moment.heldAt}” is not an instant.`, {
      place: 'held-at',
      hint: 'Write it as 2026-03-31T12:00:00Z.',
    });
  }
  const instant = await heldInstant(session, moment.heldAt);
  return {
    filter: { asOf, knownAt, heldAt: instant.at },
    instant,
    view: { asOf: asOf ?? null, knownAt: knownAt ?? null, heldAt: instant.at },
  };
}

function day(text: string | undefined, place: string): string | undefined {
  if (text === undefined) return undefined;
  if (text.length === 10 && isPartialDate(text)) return text;
  throw new UseCaseError('invalid', `“${text}” is not a date.`, { place, hint: 'Write it as 2019-06-01.' });
}
