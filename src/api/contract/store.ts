/** Judgements, exports and the state of the store on the wire. */
import { z } from 'zod';
import { tlpSchema } from './common.ts';

export const judgementRequestSchema = z
  .strictObject({
    kind: z.enum(['claim-status', 'claim-credibility', 'source-reliability', 'arrival-status']),
    target: z.string().min(1),
    /** claim-status: {status}, claim-credibility: {credibility 2–6}, source-reliability: {reliability A–F}, arrival-status: {status}. */
    decision: z.record(z.string(), z.unknown()),
    reason: z.string().max(4000),
  })
  .meta({ id: 'JudgementRequest' });

export const judgementSchema = z
  .object({
    id: z.string(),
    kind: z.string(),
    target: z.string(),
    decision: z.record(z.string(), z.unknown()),
    author: z.string(),
    reason: z.string(),
    recordedAt: z.string(),
  })
  .meta({ id: 'Judgement' });

export const exportQuerySchema = z.object({
  format: z.enum(['stix', 'csv', 'markdown']),
  about: z.string().optional(),
  tlp: tlpSchema.optional(),
  audience: z.string().optional(),
  includeMachine: z.enum(['true', 'false']).optional(),
});

export const storeStatusSchema = z
  .object({
    version: z.string(),
    /** Embedded, or the host of DATABASE_URL. */
    database: z.string(),
    entities: z.number().int(),
    claims: z.number().int(),
    claimsUnreviewed: z.number().int(),
    documentsHeld: z.number().int(),
    documentsCited: z.number().int(),
    arrivalsNew: z.number().int(),
    heldAt: z.string(),
    checks: z.array(z.object({ name: z.string(), ok: z.boolean(), detail: z.string(), hint: z.string().nullable() })),
  })
  .meta({ id: 'StoreStatus' });

export type JudgementRequest = z.infer<typeof judgementRequestSchema>;
export type JudgementView = z.infer<typeof judgementSchema>;
export type StoreStatus = z.infer<typeof storeStatusSchema>;
