/** What every route answers: its schema, and problem details for everything else. */
import type { OpenAPIHono } from '@hono/zod-openapi';
import { z } from 'zod';
import { problemSchema } from '../contract/common.ts';
import type { ApiEnv } from '../request-guard.ts';

export type ApiApp = OpenAPIHono<ApiEnv>;

export const PROBLEM_ANSWER = {
  description: 'What went wrong, where, and what to do next (RFC 9457).',
  content: { 'application/problem+json': { schema: problemSchema } },
} as const;

export function answer<Schema extends z.ZodType>(schema: Schema, description: string) {
  return {
    200: { description, content: { 'application/json': { schema } } },
    default: PROBLEM_ANSWER,
  } as const;
}

/** Percent-encoded in the path: an id holds `:` and may hold `/`. */
export function idParameter(description: string) {
  return z.object({ id: z.string().min(1).meta({ description, example: 'attack:G0096' }) });
}

/** Drops what was not asked: use cases tell "absent" from a value. */
export function given<Value extends object>(value: Value): { [Key in keyof Value]: Exclude<Value[Key], undefined> } {
  return Object.fromEntries(Object.entries(value).filter(([, part]) => part !== undefined)) as never;
}

export function flag(value: 'true' | 'false' | undefined): boolean | undefined {
  return value === undefined ? undefined : value === 'true';
}
