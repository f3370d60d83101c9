/** Search, the entity page and the ecosystem map on the wire. */
import { z } from 'zod';
import { propositionSchema } from './claims.ts';
import {
  claimKindSchema,
  documentRefSchema,
  entityRefSchema,
  entityTypeSchema,
  evidenceClassSchema,
  momentSchema,
  supportSchema,
  validTimeSchema,
} from './common.ts';

export const searchHitSchema = z
  .object({
    entity: entityRefSchema,
    /** The name that matched, as its source writes it. */
    matched: z.string(),
    /** 1 for the exact name, falling to 0. */
    score: z.number(),
    otherNames: z.array(z.string()),
    claimCount: z.number().int(),
  })
  .meta({ id: 'SearchHit' });

export const searchResultSchema = z
  .object({
    query: z.string(),
    entities: z.array(searchHitSchema),
    documents: z.array(z.object({ document: documentRefSchema, snippet: z.string() })),
  })
  .meta({ id: 'SearchResult' });

/** Who calls it what, since when, by which source. */
export const nameRowSchema = z
  .object({
    name: z.string(),
    predicate: z.string(),
    language: z.string().nullable(),
    usedBy: z.string().nullable(),
    support: supportSchema,
    firstPublished: z.string().nullable(),
    propositionId: z.string(),
    /** Other entities that carry the same name; a shared name joins nothing. */
    alsoNames: z.array(entityRefSchema),
  })
  .meta({ id: 'NameRow' });

export const timelineItemSchema = z
  .object({
    date: z.string(),
    until: z.string().nullable(),
    sentence: z.string(),
    kind: claimKindSchema,
    propositionId: z.string(),
  })
  .meta({ id: 'TimelineItem' });

export const entityPageSchema = z
  .object({
    entity: z.object({
      id: z.string(),
      type: entityTypeSchema,
      label: z.string(),
      /** `revoked` or `deprecated` when its source says so. */
      flags: z.array(z.string()),
      description: z.object({ text: z.string(), document: documentRefSchema }).nullable(),
      referents: z.array(
        z.object({ id: z.string(), type: entityTypeSchema, label: z.string(), recordedAt: z.string() }),
      ),
    }),
    /** The id asked for, where it now redirects to `entity.id`. */
    redirectedFrom: z.string().nullable(),
    /** Others that carry the name asked for as their own; a shared name joins nothing. */
    sameName: z.array(entityRefSchema),
    moment: momentSchema,
    names: z.array(nameRowSchema),
    groups: z.array(
      z.object({
        kind: claimKindSchema,
        total: z.number().int(),
        /** The first of them, best supported first; the rest by `/api/entities/{id}/propositions`. */
        propositions: z.array(propositionSchema),
      }),
    ),
    timeline: z.array(timelineItemSchema),
    /** All that stands behind this page, counted as support is counted. */
    support: supportSchema,
    claimCount: z.number().int(),
  })
  .meta({ id: 'EntityPage' });

export const propositionListSchema = z
  .object({
    items: z.array(propositionSchema),
    total: z.number().int(),
    nextCursor: z.string().nullable(),
    moment: momentSchema,
  })
  .meta({ id: 'PropositionList' });

export const mapNodeSchema = z
  .object({
    id: z.string(),
    label: z.string(),
    /** The name in the original script, where one is held. */
    nativeName: z.string().nullable(),
    type: entityTypeSchema,
    /** Depth in the hierarchy of leading lines; 0 is the top. */
    layer: z.number().int(),
  })
  .meta({ id: 'MapNode' });

export const mapEdgeSchema = z
  .object({
    propositionId: z.string(),
    from: z.string(),
    /** Null: the public record does not say; drawn as an open end. */
    to: z.string().nullable(),
    predicate: z.string(),
    line: z.enum(['leading', 'guiding']).nullable(),
    sentence: z.string(),
    support: supportSchema,
    evidenceClasses: z.array(evidenceClassSchema),
    valid: validTimeSchema,
    hedged: z.boolean(),
    status: z.enum(['reviewed', 'structured', 'machine']),
  })
  .meta({ id: 'MapEdge' });

export const ecosystemMapSchema = z
  .object({
    moment: momentSchema,
    nodes: z.array(mapNodeSchema),
    edges: z.array(mapEdgeSchema),
    /** Days on which something in the map began or ended, for the slider's ticks. */
    events: z.array(z.object({ date: z.string(), label: z.string(), kind: claimKindSchema })),
  })
  .meta({ id: 'EcosystemMap' });

export type SearchResult = z.infer<typeof searchResultSchema>;
export type SearchHit = z.infer<typeof searchHitSchema>;
export type EntityPage = z.infer<typeof entityPageSchema>;
export type NameRow = z.infer<typeof nameRowSchema>;
export type TimelineItem = z.infer<typeof timelineItemSchema>;
export type PropositionList = z.infer<typeof propositionListSchema>;
export type EcosystemMap = z.infer<typeof ecosystemMapSchema>;
export type MapNode = z.infer<typeof mapNodeSchema>;
export type MapEdge = z.infer<typeof mapEdgeSchema>;
