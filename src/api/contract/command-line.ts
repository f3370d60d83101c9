/** What commands print with `--json` where it is more than one answer of the API. */
import { z } from 'zod';
import { propositionEvidenceSchema } from './claims.ts';
import { importOutcomeSchema } from './documents.ts';
import { entityPageSchema } from './entities.ts';

/** `orrery show`: the entity page, and the evidence of each statement and name on it. */
export const showResultSchema = entityPageSchema
  .extend({ evidence: z.array(propositionEvidenceSchema) })
  .meta({ id: 'ShowResult' });

/** `orrery import`. */
export const importResultSchema = z
  .object({
    dryRun: z.boolean(),
    outcomes: z.array(importOutcomeSchema),
    /** Inputs by what came of them. */
    added: z.number().int(),
    alreadyKnown: z.number().int(),
    refused: z.number().int(),
    elapsedMs: z.number(),
  })
  .meta({ id: 'ImportResult' });

export type ShowResult = z.infer<typeof showResultSchema>;
export type ImportResult = z.infer<typeof importResultSchema>;
