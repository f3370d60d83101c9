/**
 * Every error leaves the API as problem details (RFC 9457): what happened, where, what to do next.
 *
 * Invariant: the text of an unexpected error stays in the log; the asker learns that it was our fault and no more.
 */
import type { Context } from 'hono';
import type { z } from 'zod';
import { StoreUnavailableError, UseCaseError } from '../app/use-cases.ts';
import type { Problem } from './contract/common.ts';
import { PROBLEM_KINDS, type ProblemType, problemTypeUri } from './contract/problem-types.ts';

export interface ProblemDetails {
  readonly detail: string;
  readonly place?: string | undefined;
  readonly hint?: string | undefined;
  readonly errors?: Problem['errors'];
  readonly candidates?: readonly { id: string; label: string; type: string }[];
}

/** Thrown by adapters' own checks; use cases throw `UseCaseError`. */
export class ProblemError extends Error {
  readonly type: ProblemType;
  readonly details: ProblemDetails;
  constructor(type: ProblemType, details: ProblemDetails, cause?: unknown) {
    super(details.detail, { cause });
    this.name = 'ProblemError';
    this.type = type;
    this.details = details;
  }
}

export function problem(type: ProblemType, details: ProblemDetails): Problem {
  const { status, title } = PROBLEM_KINDS[type];
  return {
    type: problemTypeUri(type),
    title,
    status,
    detail: details.detail,
    ...(details.place !== undefined && { place: details.place }),
    ...(details.hint !== undefined && { hint: details.hint }),
    ...(details.errors !== undefined && details.errors.length > 1 && { errors: details.errors }),
    ...(details.candidates !== undefined &&
      details.candidates.length > 0 && {
        candidates: details.candidates.map(({ id, label, type }) => ({ id, label, type })),
      }),
  };
}

export function problemOf(error: unknown): Problem {
  if (error instanceof ProblemError) return problem(error.type, error.details);
  if (error instanceof UseCaseError) {
    const { message: detail, place, hint, candidates } = error;
    return problem(error.reason, { detail, place, hint, candidates });
  }
  if (error instanceof StoreUnavailableError) {
    return problem('store-unavailable', { detail: error.message, hint: error.hint });
  }
  return problem('internal', {
    detail: 'Something went wrong inside Orrery.',
    hint: 'Try again. If it comes back, the server’s log says where it happened.',
  });
}

export function respondWithProblem(c: Context, value: Problem): Response {
  // A body that nobody reads would be taken for the next request on the same connection.
  const unread = c.req.raw.body !== null && !c.req.raw.bodyUsed;
  const headers = { 'content-type': 'application/problem+json', ...(unread && { connection: 'close' }) };
  return c.body(JSON.stringify(value), value.status as 400, headers);
}

/** The hook of every route: a value that does not fit its schema, with its place. */
export function refuseInvalid(
  result: { success: true } | { success: false; target?: string; error: { issues: readonly z.core.$ZodIssue[] } },
): void {
  if (result.success) return;
  const inBody = result.target === 'json' || result.target === 'form';
  const errors = result.error.issues.flatMap((issue) => issueErrors(issue, inBody));
  const [first] = errors;
  throw new ProblemError('invalid', {
    detail: first === undefined ? 'The request does not fit the route.' : first.detail,
    place: first?.place,
    hint: 'GET /api/docs lists every parameter with the values it takes.',
    errors,
  });
}

/** Places are JSON Pointers (RFC 6901) in a body, and names of parameters elsewhere. */
function issueErrors(issue: z.core.$ZodIssue, inBody: boolean): { place: string; detail: string }[] {
  const place = (path: readonly PropertyKey[]): string =>
    inBody
      ? path.map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')
      : path.map(String).join('.');
  const what = inBody ? 'field' : 'parameter';
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({
      place: place([...issue.path, key]),
      detail: `There is no ${what} “${key}” here.`,
    }));
  }
  const name = issue.path.map(String).join('.');
  const missing = issue.code === 'invalid_type' && issue.message.endsWith('received undefined');
  const detail = missing
    ? `The ${what} “${name}” is missing.`
    : `The ${what} “${name}” does not fit: ${issue.message}.`;
  return [{ place: place(issue.path), detail }];
}
