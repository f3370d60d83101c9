/**
 * The kinds of problem that Orrery answers with (RFC 9457, "Problem Details for HTTP APIs").
 *
 * Invariant: a problem's `type` is the address of its row in `/api/docs`; API and command line use the same rows.
 */
export interface ProblemKind {
  readonly status: number;
  readonly title: string;
  /** When it is answered, for the documentation. */
  readonly meaning: string;
}

export const PROBLEM_KINDS = {
  malformed: { status: 400, title: 'Malformed request', meaning: 'The body cannot be read: broken JSON or form data.' },
  usage: {
    status: 400,
    title: 'Wrong usage',
    meaning: 'Command line only: an unknown command or option, or a bad value.',
  },
  'token-required': { status: 401, title: 'Token required', meaning: 'No token, or one that is not valid.' },
  forbidden: {
    status: 403,
    title: 'Not allowed',
    meaning: 'A request from another site, or one this server does not permit.',
  },
  'not-found': { status: 404, title: 'Not found', meaning: 'No such entity, document, job or route.' },
  'method-not-allowed': { status: 405, title: 'Method not allowed', meaning: 'The route exists with other methods.' },
  ambiguous: {
    status: 409,
    title: 'Ambiguous name',
    meaning: 'Several entities carry the name; `candidates` lists them.',
  },
  conflict: { status: 409, title: 'Conflict', meaning: 'What was asked contradicts the state of the store.' },
  cancelled: { status: 409, title: 'Cancelled', meaning: 'The work was cancelled before it was done.' },
  'too-large': { status: 413, title: 'Too large', meaning: 'The input is over a limit.' },
  'unsupported-media-type': {
    status: 415,
    title: 'Unsupported media type',
    meaning: 'The body is of a type the route does not read.',
  },
  'wrong-host': {
    status: 421,
    title: 'Wrong host',
    meaning: 'The Host header names a host that this server does not answer for.',
  },
  invalid: { status: 422, title: 'Invalid value', meaning: 'A parameter or field has a value that it cannot have.' },
  internal: { status: 500, title: 'Internal error', meaning: 'A fault of Orrery itself; the log says more.' },
  'store-unavailable': {
    status: 503,
    title: 'Store unavailable',
    meaning: 'The database cannot be reached or cannot write.',
  },
} as const satisfies Record<string, ProblemKind>;

export type ProblemType = keyof typeof PROBLEM_KINDS;

/** RFC 9457 `type`: a URI reference that a person can open. */
export function problemTypeUri(type: ProblemType): string {
  return `/api/docs#problem-${type}`;
}
