/**
 * Parameters and bodies of the routes.
 *
 * Invariant: they are strict. A misspelt `asof` would otherwise be dropped and the answer given for another moment.
 */
import { z } from 'zod';
import { EVIDENCE_CLASSES } from '../../model/evidence/document.ts';
import { propositionSchema } from './claims.ts';
import { claimKindSchema, cursorQuerySchema, momentQuerySchema, tlpSchema } from './common.ts';

const flagSchema = z.enum(['true', 'false']);

export const searchQuerySchema = z.strictObject({
  q: z.string().trim().min(1).max(400),
  limit: z.coerce.number().int().min(1).max(100).optional(),
});

export const entityQuerySchema = momentQuerySchema.strict();

export const propositionQuerySchema = momentQuerySchema
  .extend({
    ...cursorQuerySchema.shape,
    kind: claimKindSchema.optional(),
    /** Only statements that hold these words. */
    text: z.string().max(400).optional(),
    includeMachine: flagSchema.optional(),
  })
  .strict();

export const evidenceQuerySchema = momentQuerySchema.extend(cursorQuerySchema.shape).strict();

export const mapQuerySchema = momentQuerySchema
  .extend({
    /** Comma-separated: `court,sanction`. */
    evidenceClasses: z
      .string()
      .regex(new RegExp(`^(${EVIDENCE_CLASSES.join('|')})(,(${EVIDENCE_CLASSES.join('|')}))*$`), {
        error: `a comma-separated list of: ${EVIDENCE_CLASSES.join(', ')}`,
      })
      .optional(),
    about: z.string().min(1).optional(),
    includeMachine: flagSchema.optional(),
  })
  .strict();

export const documentQuerySchema = cursorQuerySchema
  .extend({
    kind: z.enum(['report', 'dataset', 'starter']).optional(),
    held: flagSchema.optional(),
    text: z.string().max(400).optional(),
  })
  .strict();

export const arrivalQuerySchema = cursorQuerySchema
  .extend({ status: z.enum(['new', 'triaged', 'closed']).optional() })
  .strict();

export const reviewQuerySchema = cursorQuerySchema.strict();

export const reviewQueueSchema = z
  .object({ items: z.array(propositionSchema), total: z.number().int(), nextCursor: z.string().nullable() })
  .meta({ id: 'ReviewQueue' });

export const importRequestSchema = z
  .strictObject({
    /** Addresses to fetch (http, https). */
    urls: z
      .array(z.url({ protocol: /^https?$/ }))
      .max(1000)
      .optional(),
    /** Files or folders on the machine of the server; only where it answers this machine alone. */
    paths: z.array(z.string().min(1)).max(10_000).optional(),
    dryRun: z.boolean().optional(),
    tlp: tlpSchema.optional(),
  })
  .meta({ id: 'ImportRequest' });

/** The fields of a `multipart/form-data` import, as documentation: the body itself is streamed. */
export const importFormSchema = z
  .object({
    /** Any number of them; a file's name may hold its folder. */
    file: z.array(z.string().meta({ format: 'binary' })),
    url: z.array(z.url()).optional(),
    dryRun: flagSchema.optional(),
    tlp: tlpSchema.optional(),
  })
  .meta({ id: 'ImportForm' });

export type ReviewQueue = z.infer<typeof reviewQueueSchema>;
export type ImportRequestBody = z.infer<typeof importRequestSchema>;
