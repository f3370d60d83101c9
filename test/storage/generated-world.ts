/** Small worlds of ground state for property tests: few things, many ways for them to be said, linked and taken back. */
import fc from 'fast-check';
import { BatchBuilder, type Carrier } from '../../src/app/ground-batch.ts';
import type { ClaimDraft, ClaimKind, EntityType } from '../../src/model/evidence/claim.ts';
import type { GroundBatch } from '../../src/model/evidence/ground.ts';
import type { DatasetId, DocumentId } from '../../src/model/evidence/identifiers.ts';
import { referentId } from '../../src/model/evidence/identifiers.ts';
import type { Derivations } from '../../src/storage/rebuild.ts';

export interface Statement {
  readonly subject: number;
  readonly object: number | 'value' | 'unstated';
  readonly kind: ClaimKind;
  readonly predicate: string;
  readonly negated: boolean;
  readonly status: 'structured' | 'machine';
  readonly cited: number | undefined;
  readonly from: string | undefined;
  readonly published: string | undefined;
}

export interface Step {
  readonly statements: readonly Statement[];
  readonly same: readonly (readonly [number, number])[];
  readonly withdraw: readonly number[];
  readonly judge: readonly { readonly claim: number; readonly status: 'reviewed' | 'rejected' }[];
}

const TYPES: readonly EntityType[] = [
  'intrusion-set',
  'threat-actor',
  'government-body',
  'company',
  'other',
  'intrusion-set',
];
const NAMES = ['Amber Heron', 'Bureau of Weights', '琥珀苍鹭', 'Copper Lathe Ltd', 'UNC 17', 'amber-heron'];

const statement: fc.Arbitrary<Statement> = fc.record({
  subject: fc.nat(5),
  object: fc.oneof(fc.nat(5), fc.constant('value' as const), fc.constant('unstated' as const)),
  kind: fc.constantFrom<ClaimKind>('campaign', 'organisation-structure', 'name', 'capability'),
  predicate: fc.constantFrom('attributed-to', 'subordinate-to', 'alias', 'uses'),
  negated: fc.boolean(),
  status: fc.constantFrom('structured', 'machine'),
  cited: fc.option(fc.nat(2), { nil: undefined }),
  from: fc.constantFrom(undefined, '2015', '2018-06', '2020-02-29'),
  published: fc.constantFrom(undefined, '2019', '2021-03', '2022-12-24'),
});

export const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.record({
    statements: fc.array(statement, { maxLength: 6 }),
    same: fc.array(fc.tuple(fc.nat(5), fc.nat(5)), { maxLength: 2 }),
    withdraw: fc.array(fc.nat(20), { maxLength: 2 }),
    judge: fc.array(
      fc.record({ claim: fc.nat(20), status: fc.constantFrom('reviewed' as const, 'rejected' as const) }),
      { maxLength: 2 },
    ),
  }),
  { minLength: 1, maxLength: 4 },
);

export function batchOf(step: Step, derivations: Derivations): GroundBatch {
  const carrier: Carrier = { kind: 'dataset', marking: { tlp: 'clear' }, author: 'test' };
  const builder = new BatchBuilder(carrier, derivations.nameEntries);
  const named = new Set([
    ...step.statements.flatMap((one) => [one.subject, ...(typeof one.object === 'number' ? [one.object] : [])]),
    ...step.same.flat(),
  ]);
  for (const index of named) builder.addReferent({ id: thing(index), type: TYPES[index]!, label: NAMES[index]! });
  for (const one of step.statements) builder.addClaim(draftOf(one));
  for (const [left, right] of step.same)
    if (left !== right) builder.addSame({ left: thing(left), right: thing(right) });
  return builder.take();
}

export function thing(index: number): ReturnType<typeof referentId> {
  return referentId('test', `thing-${index}`);
}

function draftOf(one: Statement): ClaimDraft {
  return {
    kind: one.kind,
    subject: thing(one.subject),
    predicate: one.predicate,
    object:
      one.object === 'value'
        ? { type: 'value', value: 'Grey Finch' }
        : one.object === 'unstated'
          ? { type: 'not-stated' }
          : { type: 'referent', referent: thing(one.object) },
    negated: one.negated,
    document: 'doc:test' as DocumentId,
    via: 'test/world' as DatasetId,
    sourceKey: JSON.stringify(one),
    span: { type: 'data', pointer: '/objects/0', quote: 'as the row says' },
    ...(one.cited === undefined ? {} : { cited: `cited:${one.cited}` as DocumentId }),
    ...(one.from === undefined ? {} : { valid: { from: one.from } }),
    ...(one.published === undefined ? {} : { published: one.published }),
    obtained: { how: 'import', version: 'test/1' },
    status: one.status,
  };
}
