/**
 * The shape of the starter knowledge's files: sources, entities, claims (docs/starter-format.md).
 *
 * Every scalar of the YAML is read as text, so that `2018` stays a year and `1.10` a version; dates keep the precision
 * they were written with.
 */
import { z } from 'zod';
import { CLAIM_KINDS, type ClaimKind, ENTITY_TYPES, type EntityType } from '../../../model/evidence/claim.ts';
import { EVIDENCE_CLASSES } from '../../../model/evidence/document.ts';
import { isPartialDate } from '../../../model/evidence/time.ts';

const NOT_FOR_STARTER: readonly EntityType[] = ['indicator', 'identity', 'report', 'other'];
const STARTER_TYPES = ENTITY_TYPES.filter((type) => !NOT_FOR_STARTER.includes(type));
const STARTER_KINDS = CLAIM_KINDS.filter((kind) => kind !== 'name' && kind !== 'record');

const id = z.string().regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, 'an id is lower-case letters and digits joined by hyphens');
const words = z.string().trim().min(1, 'must not be empty');
const date = z.string().refine(isPartialDate, 'a date is 2018, 2018-12 or 2018-12-20');
const url = z
  .string()
  .refine((text) => /^https?:\/\//.test(text) && URL.canParse(text), 'an address begins with https://');

export const sourceSchema = z.strictObject({
  id,
  title: words,
  publisher: words,
  date: date.optional(),
  url,
  evidenceClass: z.enum(EVIDENCE_CLASSES),
  language: z
    .string()
    .regex(/^[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*$/, 'a language tag is like en or zh-Hans')
    .optional(),
  reliability: z.enum(['A', 'B', 'C', 'D', 'E', 'F']),
  reliabilityReason: words,
});

export const entitySchema = z
  .strictObject({
    id,
    type: z.enum(STARTER_TYPES as [EntityType, ...EntityType[]]),
    name: words,
    names: z.array(z.strictObject({ name: words, language: words.optional(), source: id })).optional(),
    identifiers: z
      .array(z.string().regex(/^[a-z][a-z0-9-]*:\S+$/, 'an identifier is like attack:G0045 or cve:CVE-2021-26855'))
      .optional(),
    basis: z.enum(['office', 'sanction', 'docket']).optional(),
  })
  .refine((entity) => entity.type !== 'person' || entity.basis !== undefined, {
    path: ['basis'],
    message: 'a person needs a basis: office, sanction or docket',
  })
  .refine((entity) => entity.type === 'person' || entity.basis === undefined, {
    path: ['basis'],
    message: 'only people have a basis',
  });

export const claimSchema = z
  .strictObject({
    id,
    kind: z.enum(STARTER_KINDS as [ClaimKind, ...ClaimKind[]]),
    subject: id,
    predicate: z.string().regex(/^[a-z]+(?:-[a-z]+)*$/, 'a predicate is lower-case words joined by hyphens'),
    object: id.optional(),
    value: words.optional(),
    notPubliclyStated: z.literal('true').optional(),
    statement: words,
    source: id,
    place: words,
    fragment: z.strictObject({ start: words, end: words.optional() }).optional(),
    hedges: z.array(words).optional(),
    speaker: words.optional(),
    basis: z.enum(['telemetry', 'interview', 'record', 'leak', 'unstated']).optional(),
    valid: z.strictObject({ from: date.optional(), to: date.optional() }).optional(),
    qualifiers: z.record(z.string(), words).optional(),
    contests: id.optional(),
  })
  .refine((claim) => objectCount(claim) === 1, {
    path: ['predicate'],
    message: 'give exactly one of object, value and notPubliclyStated',
  })
  .refine((claim) => !(claim.valid?.from && claim.valid.to) || claim.valid.from <= claim.valid.to, {
    path: ['valid'],
    message: 'valid ends before it begins',
  });

function objectCount(claim: Readonly<Record<string, unknown>>): number {
  return ['object', 'value', 'notPubliclyStated'].filter((name) => claim[name] !== undefined).length;
}

export type StarterSource = z.infer<typeof sourceSchema>;
export type StarterEntity = z.infer<typeof entitySchema>;
export type StarterClaim = z.infer<typeof claimSchema>;
