/**
 * The STIX bundle of a release: what came from STIX as it came, and everything else as STIX says it best.
 *
 * Order: producer and extension, TLP markings, objects as they came, things, statements. Each id once: an object that came back to us from an
 * export of ours goes out as it came.
 */
import type { ReleasedClaim } from '../products/released.ts';
import { bundleText } from '../products/stix-bundle.ts';
import { producerObjects, type StixObject } from '../products/stix-identity.ts';
import { tlpMarking } from '../products/stix-marking.ts';
import { stixStatement } from '../products/stix-statement.ts';
import { stixThing } from '../products/stix-thing.ts';
import type { Session } from '../storage/database.ts';
import {
  readDescriptions,
  readReleasedClaims,
  readReleasedRows,
  readReleasedThings,
  readReleaseTotals,
  releasedRowKeys,
} from '../storage/export-reader.ts';
import type { ReleaseGate } from './release-gate.ts';
import { releasedClaim, releasedThing, statements } from './released-values.ts';

const BATCH = 500;

export function exportStix(session: Session, gate: ReleaseGate, bundleUuid: string): AsyncIterable<string> {
  return bundleText(bundleUuid, objects(session, gate));
}

async function* objects(
  session: Session,
  gate: ReleaseGate,
): AsyncIterable<readonly (StixObject | { readonly raw: string })[]> {
  const { levels, ownClaims } = await readReleaseTotals(session);
  if (ownClaims > 0) {
    const markings = levels.map((level) => tlpMarking(gate.level(level, 'a marking')));
    yield* withoutHeld(session, [...producerObjects(), ...markings]);
  }
  for await (const rows of readReleasedRows(session)) {
    for (const row of rows) gate.level(row.level, row.key);
    yield rows.map((row) => ({ raw: row.raw }));
  }
  if (ownClaims === 0) return;
  yield* things(session, gate);
  let batch: StixObject[] = [];
  for await (const statement of statements(readReleasedClaims(session, { describing: false, fromStix: false }), gate)) {
    batch.push(stixStatement(statement));
    if (batch.length < BATCH) continue;
    yield* withoutHeld(session, batch);
    batch = [];
  }
  yield* withoutHeld(session, batch);
}

async function* things(session: Session, gate: ReleaseGate): AsyncIterable<readonly StixObject[]> {
  for await (const rows of readReleasedThings(session)) {
    const byGroup = new Map<string, ReleasedClaim[]>();
    for (const row of await readDescriptions(
      session,
      rows.map((thing) => thing.grp),
    )) {
      const claims = byGroup.get(row.subject_grp) ?? [];
      claims.push(releasedClaim(row, gate));
      byGroup.set(row.subject_grp, claims);
    }
    yield* withoutHeld(
      session,
      rows.map((row) => stixThing(releasedThing(row, byGroup.get(row.grp) ?? [], gate))),
    );
  }
}

async function* withoutHeld(session: Session, made: readonly StixObject[]): AsyncIterable<readonly StixObject[]> {
  const held = await releasedRowKeys(
    session,
    made.map((object) => object.id),
  );
  yield made.filter((object) => !held.has(object.id));
}
