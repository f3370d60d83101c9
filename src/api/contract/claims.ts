/** Claims and propositions on the wire: one statement with its support, and the exact words behind it. */
import { z } from 'zod';
import {
  claimKindSchema,
  documentRefSchema,
  entityRefSchema,
  evidenceClassSchema,
  gradeSchema,
  originSchema,
  supportSchema,
  tlpSchema,
  validTimeSchema,
} from './common.ts';

/** `structured`: a row of a data set. `machine`: read from prose and not yet reviewed; shown hollow, out of grades and exports. */
export const claimStatusSchema = z.enum(['machine', 'reviewed', 'rejected', 'structured']).meta({ id: 'ClaimStatus' });

export const objectSchema = z
  .discriminatedUnion('type', [
    z.object({ type: z.literal('entity'), entity: entityRefSchema }),
    z.object({ type: z.literal('value'), value: z.string() }),
    z.object({ type: z.literal('not-stated') }),
  ])
  .meta({ id: 'ClaimObject' });

/** Claims that say the same, with what stands behind them. */
export const propositionSchema = z
  .object({
    id: z.string(),
    kind: claimKindSchema,
    predicate: z.string(),
    /** The statement in plain words: "Hainan State Security Department is subordinate to Ministry of State Security". */
    sentence: z.string(),
    subject: entityRefSchema,
    object: objectSchema,
    /** Seen from the entity asked about: it is the subject (`out`) or the object (`in`). */
    direction: z.enum(['out', 'in']),
    negated: z.boolean(),
    qualifiers: z.record(z.string(), z.string()),
    hedges: z.array(z.string()),
    support: supportSchema,
    grade: gradeSchema,
    evidenceClasses: z.array(evidenceClassSchema),
    /** Reviewed or structured support exists, or all of it still waits for review. */
    status: z.enum(['reviewed', 'structured', 'machine']),
    valid: validTimeSchema,
    /** It had ended by the day asked about (only where no as-of date was given). */
    ended: z.boolean(),
    firstPublished: z.string().nullable(),
    lastPublished: z.string().nullable(),
    claimCount: z.number().int(),
  })
  .meta({ id: 'Proposition' });

export const spanSchema = z
  .discriminatedUnion('type', [
    z.object({ type: z.literal('text'), start: z.number().int(), end: z.number().int() }),
    z.object({ type: z.literal('data'), pointer: z.string() }),
    z.object({ type: z.literal('cited'), place: z.string(), address: z.string().nullable() }),
  ])
  .meta({ id: 'Span' });

export const claimViewSchema = z
  .object({
    id: z.string(),
    kind: claimKindSchema,
    predicate: z.string(),
    sentence: z.string(),
    subject: entityRefSchema,
    object: objectSchema,
    negated: z.boolean(),
    qualifiers: z.record(z.string(), z.string()),
    /** Exact words of `document`; null where the source is cited and not held. */
    quote: z.string().nullable(),
    /** Our own words for what a cited source says; null where `quote` stands. */
    statement: z.string().nullable(),
    context: z.object({ before: z.string(), after: z.string() }),
    span: spanSchema,
    /** Whose words these are. */
    document: documentRefSchema,
    /** The report it relays. */
    cited: documentRefSchema.nullable(),
    /** The data set that relays it. */
    via: z.string().nullable(),
    speaker: z.object({ name: z.string(), named: z.boolean(), chain: z.array(z.string()) }).nullable(),
    hedges: z.array(z.string()),
    basis: z.enum(['telemetry', 'interview', 'record', 'leak', 'unstated']),
    evidenceClass: evidenceClassSchema,
    valid: validTimeSchema,
    published: z.string().nullable(),
    recordedAt: z.string(),
    withdrawnAt: z.string().nullable(),
    obtained: z.object({ how: z.enum(['import', 'dictionary', 'pattern', 'model', 'analyst']), version: z.string() }),
    status: claimStatusSchema,
    tlp: tlpSchema,
    author: z.string(),
    grade: gradeSchema,
    origin: originSchema,
    /** Ready to paste: quote, source, date, address. */
    citation: z.string(),
  })
  .meta({ id: 'Claim' });

export const propositionEvidenceSchema = z
  .object({
    proposition: propositionSchema,
    claims: z.array(claimViewSchema),
    nextCursor: z.string().nullable(),
    /** Propositions held that say otherwise. */
    contradictedBy: z.array(propositionSchema),
  })
  .meta({ id: 'PropositionEvidence' });

export type ClaimObjectView = z.infer<typeof objectSchema>;
export type Proposition = z.infer<typeof propositionSchema>;
export type ClaimView = z.infer<typeof claimViewSchema>;
export type PropositionEvidence = z.infer<typeof propositionEvidenceSchema>;
