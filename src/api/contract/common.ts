/**
 * Wire types shared by every route. The API, the command line's `--json` and the page all use these schemas.
 *
 * Stability: fields are added, never renamed or removed.
 */
import { z } from 'zod';
import { CLAIM_KINDS, ENTITY_TYPES } from '../../model/evidence/claim.ts';
import { EVIDENCE_CLASSES } from '../../model/evidence/document.ts';
import { TLP_LEVELS } from '../../model/tlp/tlp.ts';

export const entityTypeSchema = z.enum(ENTITY_TYPES).meta({ id: 'EntityType' });
export const claimKindSchema = z.enum(CLAIM_KINDS).meta({ id: 'ClaimKind' });
export const evidenceClassSchema = z.enum(EVIDENCE_CLASSES).meta({ id: 'EvidenceClass' });
export const tlpSchema = z.enum(TLP_LEVELS).meta({ id: 'Tlp' });

/** ISO 8601 date of the precision known: `2015`, `2015-03`, `2015-03-02`. */
export const partialDateSchema = z
  .string()
  .regex(/^\d{4}(-\d{2}(-\d{2})?)?$/)
  .meta({ id: 'PartialDate' });

export const momentSchema = z
  .object({
    /** Valid time: what was so on this day. Null: now, with what has ended shown as ended. */
    asOf: z.string().nullable(),
    /** Published time: what the public record said by this day. Null: now. */
    knownAt: z.string().nullable(),
    /** Recorded time: what this store held at this instant. An answer for this instant never changes. */
    heldAt: z.string(),
  })
  .meta({ id: 'Moment' });

export const momentQuerySchema = z.object({
  asOf: z.iso.date().optional(),
  knownAt: z.iso.date().optional(),
  heldAt: z.iso.datetime({ offset: true }).optional(),
});

export const entityRefSchema = z
  .object({ id: z.string(), label: z.string(), type: entityTypeSchema })
  .meta({ id: 'EntityRef' });

export const gradeSchema = z
  .object({
    sourceReliability: z.enum(['A', 'B', 'C', 'D', 'E', 'F']),
    /** 1 is computed from two independent origins held; 6 means that nobody has judged it. */
    informationCredibility: z.number().int().min(1).max(6),
  })
  .meta({ id: 'Grade' });

export const supportSchema = z
  .object({
    reportsHeld: z.number().int(),
    reportsCited: z.number().int(),
    originsHeld: z.number().int(),
    originsCited: z.number().int(),
    low: z.number().int(),
    high: z.number().int(),
    effective: z.number(),
    contested: z.boolean(),
    unreviewed: z.number().int(),
  })
  .meta({ id: 'Support' });

export const validTimeSchema = z
  .object({ from: partialDateSchema.nullable(), to: partialDateSchema.nullable() })
  .meta({ id: 'ValidTime' });

export const documentRefSchema = z
  .object({
    id: z.string(),
    title: z.string().nullable(),
    publisher: z.string().nullable(),
    publishedAt: z.string().nullable(),
    url: z.string().nullable(),
    /** True when we have its text. */
    held: z.boolean(),
    kind: z.enum(['report', 'dataset', 'starter']),
    evidenceClass: evidenceClassSchema,
    /** Admiralty source reliability as last judged; F when nobody has. */
    reliability: z.enum(['A', 'B', 'C', 'D', 'E', 'F']),
  })
  .meta({ id: 'DocumentRef' });

export const originSchema = z
  .object({
    id: z.string(),
    name: z.string(),
    url: z.string().nullable(),
    published: z.string().nullable(),
    held: z.boolean(),
  })
  .meta({ id: 'Origin' });

/** RFC 9457 problem details, with what to do next. */
export const problemSchema = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.number().int(),
    detail: z.string(),
    /** Where: a parameter, JSON Pointer, file and line. */
    place: z.string().optional(),
    /** What to do next. */
    hint: z.string().optional(),
    /** Every fault found, where there are several; `detail` and `place` are those of the first. */
    errors: z.array(z.object({ place: z.string(), detail: z.string() })).optional(),
    /** Entities that carry the ambiguous name. */
    candidates: z.array(z.object({ id: z.string(), label: z.string(), type: z.string() })).optional(),
  })
  .meta({ id: 'Problem' });

export const cursorQuerySchema = z.object({
  cursor: z.string().optional(),
  limit: z.coerce.number().int().min(1).max(500).optional(),
});

export type Moment = z.infer<typeof momentSchema>;
export type EntityRef = z.infer<typeof entityRefSchema>;
export type Grade = z.infer<typeof gradeSchema>;
export type Support = z.infer<typeof supportSchema>;
export type DocumentRef = z.infer<typeof documentRefSchema>;
export type OriginView = z.infer<typeof originSchema>;
export type Problem = z.infer<typeof problemSchema>;
