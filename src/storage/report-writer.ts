/** What belongs to a report besides its claims: extraction, words, retrievals. */
import type { Session } from './database.ts';
import { advanceClock } from './ground-writer.ts';
import { jsonText } from './json-text.ts';

export async function storeExtraction(
  session: Session,
  input: { document: string; version: string; recordedAt: string; result: unknown; words: string },
): Promise<void> {
  await session.query(
    'insert into extraction (document, version, recorded_at, result) values ($1, $2, $3::timestamptz, $4::jsonb) on conflict (document, version) do nothing',
    [input.document, input.version, input.recordedAt, jsonText(input.result)],
  );
  await session.query(
    'insert into derived.document_words (document, words) values ($1, $2::tsvector) on conflict (document) do update set words = excluded.words',
    [input.document, input.words],
  );
}

/** Where the bytes were met this time. */
export async function storeRetrieval(
  session: Session,
  input: { document: string; location: string; finalLocation?: string },
): Promise<void> {
  const at = await advanceClock(session);
  await session.query(
    'insert into retrieval (document, location, recorded_at, final_location) values ($1, $2, $3::timestamptz, $4)',
    [input.document, input.location, at, input.finalLocation ?? null],
  );
}
