/** Documents, sources, arrivals and imports on the wire. */
import { z } from 'zod';
import { claimViewSchema } from './claims.ts';
import { documentRefSchema, entityTypeSchema, evidenceClassSchema } from './common.ts';

export const documentListSchema = z
  .object({
    items: z.array(documentRefSchema.extend({ claimCount: z.number().int() })),
    nextCursor: z.string().nullable(),
  })
  .meta({ id: 'DocumentList' });

export const mentionViewSchema = z
  .object({
    type: entityTypeSchema,
    name: z.string(),
    entityId: z.string().nullable(),
    start: z.number().int(),
    end: z.number().int(),
  })
  .meta({ id: 'Mention' });

export const documentPageSchema = z
  .object({
    document: documentRefSchema.extend({
      authors: z.array(z.string()),
      language: z.string().nullable(),
      mediaType: z.string().nullable(),
      sizeBytes: z.number().nullable(),
      sha256: z.string().nullable(),
      recordedAt: z.string(),
      issues: z.array(
        z.object({ severity: z.enum(['error', 'warning']), message: z.string(), place: z.string().nullable() }),
      ),
      retrievals: z.array(z.object({ location: z.string(), at: z.string() })),
      /** Other bytes once found at the same address, oldest first. */
      versions: z.array(z.object({ id: z.string(), recordedAt: z.string() })),
    }),
    /** Null for a document that is only cited, and for a data set. */
    text: z.string().nullable(),
    landmarks: z.array(
      z.object({
        kind: z.enum(['heading', 'page', 'table', 'list', 'caption', 'quotation']),
        start: z.number().int(),
        end: z.number().int(),
        label: z.string().nullable(),
        level: z.number().int().nullable(),
      }),
    ),
    mentions: z.array(mentionViewSchema),
    indicators: z.array(
      z.object({ type: z.string(), value: z.string(), start: z.number().int(), end: z.number().int() }),
    ),
    techniques: z.array(
      z.object({ techniqueId: z.string(), name: z.string(), start: z.number().int(), end: z.number().int() }),
    ),
    claims: z.array(claimViewSchema),
  })
  .meta({ id: 'DocumentPage' });

/** A publisher with its dated reliability judgement and what we have of it. */
export const sourceSchema = z
  .object({
    publisher: z.string(),
    reliability: z.enum(['A', 'B', 'C', 'D', 'E', 'F']),
    reliabilityReason: z.string().nullable(),
    judgedAt: z.string().nullable(),
    evidenceClasses: z.array(evidenceClassSchema),
    documentsHeld: z.number().int(),
    documentsCited: z.number().int(),
    claimCount: z.number().int(),
    firstPublished: z.string().nullable(),
    lastPublished: z.string().nullable(),
  })
  .meta({ id: 'Source' });

export const sourceListSchema = z.object({ items: z.array(sourceSchema) }).meta({ id: 'SourceList' });

export const statementRefSchema = z
  .object({ sentence: z.string(), entityId: z.string(), propositionId: z.string() })
  .meta({ id: 'StatementRef' });

/** What an arrival adds to what is held. */
export const arrivalSchema = z
  .object({
    id: z.string(),
    name: z.string(),
    kind: z.enum(['report', 'dataset', 'starter']),
    format: z.string(),
    document: documentRefSchema.nullable(),
    receivedAt: z.string(),
    status: z.enum(['new', 'triaged', 'closed']),
    complete: z.boolean(),
    adds: z.object({
      newClaims: z.number().int(),
      newNames: z.number().int(),
      newEntities: z.number().int(),
      repeats: z.number().int(),
      withdrawn: z.number().int(),
      contradictions: z.number().int(),
      refused: z.number().int(),
    }),
    refused: z.array(z.object({ place: z.string(), reason: z.string() })),
    /** Pairs of claim ids, with each claim in words and where its evidence opens; words are missing for a claim that was purged. */
    contradictions: z.array(
      z.object({
        left: z.string(),
        right: z.string(),
        reason: z.string(),
        leftStatement: statementRefSchema.nullable(),
        rightStatement: statementRefSchema.nullable(),
      }),
    ),
  })
  .meta({ id: 'Arrival' });

export const arrivalListSchema = z
  .object({ items: z.array(arrivalSchema), nextCursor: z.string().nullable(), newCount: z.number().int() })
  .meta({ id: 'ArrivalList' });

/** One file or address of an import, as the command line prints it and the page shows it. */
export const importOutcomeSchema = z
  .object({
    path: z.string(),
    state: z.enum(['added', 'already-known', 'resumed', 'refused', 'would-add', 'skipped']),
    format: z.string().nullable(),
    documentId: z.string().nullable(),
    rows: z.object({
      added: z.number().int(),
      alreadyKnown: z.number().int(),
      refused: z.number().int(),
      withdrawn: z.number().int(),
    }),
    claims: z.object({ added: z.number().int(), alreadyKnown: z.number().int(), withdrawn: z.number().int() }),
    problems: z.array(z.object({ place: z.string(), reason: z.string(), hint: z.string().nullable() })),
    elapsedMs: z.number(),
  })
  .meta({ id: 'ImportOutcome' });

export const importProgressSchema = z
  .object({
    id: z.string(),
    state: z.enum(['running', 'done', 'failed', 'cancelled']),
    path: z.string().nullable(),
    phase: z.string(),
    done: z.number().int(),
    total: z.number().int().nullable(),
    outcomes: z.array(importOutcomeSchema),
    error: z.string().nullable(),
  })
  .meta({ id: 'ImportProgress' });

export type DocumentPage = z.infer<typeof documentPageSchema>;
export type DocumentList = z.infer<typeof documentListSchema>;
export type MentionView = z.infer<typeof mentionViewSchema>;
export type Source = z.infer<typeof sourceSchema>;
export type Arrival = z.infer<typeof arrivalSchema>;
export type ArrivalList = z.infer<typeof arrivalListSchema>;
export type ImportOutcome = z.infer<typeof importOutcomeSchema>;
export type ImportProgress = z.infer<typeof importProgressSchema>;
