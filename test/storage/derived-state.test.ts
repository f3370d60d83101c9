/** The first invariant: derived state kept up to date equals derived state made anew; and the past does not change. */
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loadDerivations } from '../../src/app/derivations.ts';
import { readEntityPage, readEvidence } from '../../src/app/entity-page.ts';
import { judge } from '../../src/app/judge.ts';
import { UseCaseError } from '../../src/app/use-cases.ts';
import { Database, inTransaction } from '../../src/storage/database.ts';
import { prepareStages, writeBatch } from '../../src/storage/ground-writer.ts';
import { withdraw } from '../../src/storage/import-run.ts';
import { type Derivations, rebuildDerived } from '../../src/storage/rebuild.ts';
import { createTestDatabase, type TestDatabase } from '../postgres/test-database.ts';
import { batchOf, type Step, steps, thing } from './generated-world.ts';

let derivations: Derivations;
beforeAll(async () => {
  derivations = await loadDerivations();
});

const TABLES: Record<string, string> = {
  member: 'referent, entity',
  entity: 'id, type, label, recorded_at::text',
  entity_name: 'entity, referent, key, name, predicate, grams::text',
  edge: 'entity, proposition, claim_id, recorded_at::text, direction, other, withdrawn_at::text, claim_subject, kind, predicate, negated, valid_from::text, valid_to::text, published::text, status, report, origin, origin_held, contested, evidence_class, tlp',
  claim_overlay: 'claim_id, status, credibility, passage, contested',
};

async function derivedState(database: Database): Promise<Record<string, unknown[]>> {
  const state: Record<string, unknown[]> = {};
  for (const [table, columns] of Object.entries(TABLES)) {
    const { rows } = await database.query(`select ${columns} from derived.${table}`);
    state[table] = rows.map((row) => JSON.stringify(row)).sort();
  }
  return state;
}

async function play(
  database: Database,
  world: readonly Step[],
  after: () => Promise<void> = async () => undefined,
): Promise<void> {
  for (const step of world) {
    await database.withSession(async (session) => {
      await prepareStages(session);
      await inTransaction(session, () => writeBatch(session, batchOf(step, derivations), derivations.resolve));
      const { rows } = await session.query<{ subject: string; id: string }>(
        'select subject, id from claim where withdrawn_at is null order by id',
      );
      const taken = [...new Set(step.withdraw)].flatMap((index) => (rows[index] ? [rows[index]] : []));
      if (taken.length > 0)
        await inTransaction(session, () => withdraw(session, { dataset: 'test/world', keys: [], claims: taken }));
    });
    const { rows } = await database.query<{ id: string }>('select distinct id from claim order by id');
    for (const one of step.judge) {
      const claim = rows[one.claim];
      if (claim)
        await judge(database, {
          kind: 'claim-status',
          target: claim.id,
          decision: { status: one.status },
          reason: 'test',
          author: 'analyst',
        });
    }
    await after();
  }
}

async function inNewStore<T>(work: (database: Database) => Promise<T>): Promise<T> {
  const store: TestDatabase = await createTestDatabase();
  const database = new Database({ connection: store.connection, description: 'test store' });
  try {
    return await work(database);
  } finally {
    await database.close();
    await store.drop();
  }
}

describe('derived state', () => {
  test('kept up to date equals made anew, whatever is imported, linked, withdrawn or judged', async () => {
    await fc.assert(
      fc.asyncProperty(steps, (world) =>
        inNewStore(async (database) => {
          await play(database, world);
          const kept = await derivedState(database);
          await rebuildDerived(database, derivations);
          expect(await derivedState(database)).toEqual(kept);
        }),
      ),
      { numRuns: 25 },
    );
  });

  test('an answer for a past instant never changes when more is imported, linked, withdrawn or judged', async () => {
    const pageAt = async (database: Database, entity: string, heldAt: string): Promise<unknown> => {
      try {
        return await readEntityPage({ database, resolve: derivations.resolve }, entity, { heldAt });
      } catch (error) {
        if (error instanceof UseCaseError) return `${error.reason}`;
        throw error;
      }
    };
    await fc.assert(
      fc.asyncProperty(steps, fc.nat(5), (world, index) =>
        inNewStore(async (database) => {
          const answers: { at: string; page: unknown }[] = [];
          await play(database, world, async () => {
            const { rows } = await database.query<{ at: string }>(
              `select to_char(last_recorded_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at from store_clock`,
            );
            const at = rows[0]!.at;
            answers.push({ at, page: stable(await pageAt(database, thing(index), at)) });
          });
          for (const answer of answers) {
            const page = await pageAt(database, thing(index), answer.at);
            expect(stable(page)).toEqual(answer.page);
            await statementsOpen(database, page, answer.at);
          }
        }),
      ),
      { numRuns: 15 },
    );
  });
});

/** The evidence behind the first lines of each kind of a page of a past instant opens for that instant, whatever was joined since. */
async function statementsOpen(database: Database, page: unknown, heldAt: string): Promise<void> {
  if (typeof page !== 'object' || page === null) return;
  const { entity, groups } = page as Awaited<ReturnType<typeof readEntityPage>>;
  for (const line of groups.flatMap((group) => group.propositions.slice(0, 4))) {
    const deps = { database, resolve: derivations.resolve };
    const { proposition, claims } = await readEvidence(deps, entity.id, line.id, { heldAt });
    expect(proposition.claimCount).toBe(line.claimCount);
    expect(claims.length).toBe(line.claimCount);
  }
}

/** What is said at the instant: ids that a later merge redirects, and labels of names that came later, are not part of it. */
function stable(page: unknown): unknown {
  if (typeof page !== 'object' || page === null || !('groups' in page)) return page;
  const whole = page as Awaited<ReturnType<typeof readEntityPage>>;
  return {
    claims: whole.claimCount,
    support: whole.support,
    referents: whole.entity.referents.map((referent) => referent.id).sort(),
    propositions: whole.groups
      .flatMap((group) =>
        group.propositions.map(
          (one) => `${one.predicate} ${one.negated} ${one.direction} ${one.status} ${JSON.stringify(one.support)}`,
        ),
      )
      .sort(),
  };
}

describe('a batch', () => {
  let store: TestDatabase;
  let database: Database;
  beforeAll(async () => {
    store = await createTestDatabase();
    database = new Database({ connection: store.connection, description: 'test store' });
  });
  afterAll(async () => {
    await database.close();
    await store.drop();
  });

  test('stored twice adds nothing the second time', async () => {
    const [world] = fc.sample(steps, { numRuns: 1, seed: 7 });
    const batch = batchOf({ ...world![0]!, statements: world!.flatMap((step) => step.statements) }, derivations);
    await database.withSession(async (session) => {
      await prepareStages(session);
      const first = await inTransaction(session, () => writeBatch(session, batch, derivations.resolve));
      const second = await inTransaction(session, () => writeBatch(session, batch, derivations.resolve));
      expect(first.claimsAdded).toBe(batch.claims.length);
      expect(second).toMatchObject({
        claimsAdded: 0,
        referentsAdded: 0,
        namesAdded: 0,
        claimsKnown: batch.claims.length,
      });
    });
  });
});
