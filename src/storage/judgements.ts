/** Appending judgements. */
import type { Judgement } from '../model/evidence/finding.ts';
import type { Queryable, Session } from './database.ts';
import { advanceClock, newId } from './ground-writer.ts';
import { jsonText } from './json-text.ts';

export type NewJudgement = Omit<Judgement, 'id' | 'recordedAt'>;

/** Appends it; the one it takes the place of is named in `supersedes`. */
export async function appendJudgement(
  session: Session,
  judgement: NewJudgement,
): Promise<Judgement & { decision: Record<string, unknown> }> {
  const recordedAt = await advanceClock(session);
  const id = newId('judgement');
  await session.query(
    `insert into judgement (id, kind, target, decision, author, reason, supersedes, recorded_at)
     values ($1, $2, $3, $4::jsonb, $5, $6,
       (select id from judgement where kind = $2 and target = $3 order by recorded_at desc, id desc limit 1), $7::timestamptz)`,
    [
      id,
      judgement.kind,
      judgement.target,
      jsonText(judgement.decision),
      judgement.author,
      judgement.reason,
      recordedAt,
    ],
  );
  return { ...judgement, id, decision: { ...judgement.decision }, recordedAt };
}

export async function publisherOrDocumentExists(database: Queryable, target: string): Promise<boolean> {
  const { rowCount } = await database.query('select 1 from document where id = $1 or publisher = $1 limit 1', [target]);
  return rowCount > 0;
}

/** Current reliability judgements by target, with who gave them. */
export async function readReliabilities(
  database: Queryable,
): Promise<Map<string, { reliability: string; author: string; reason: string }>> {
  const { rows } = await database.query<{ target: string; reliability: string; author: string; reason: string }>(
    `select distinct on (target) target, decision ->> 'reliability' as reliability, author, reason from judgement
     where kind = 'source-reliability' order by target, recorded_at desc, id desc`,
  );
  return new Map(rows.map((row) => [row.target, row]));
}
