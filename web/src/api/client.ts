/**
 * Requests to the server this page came from.
 *
 * Invariant: a failed request always rejects with a `ProblemError` that says what happened and what to do next
 * (RFC 9457 "Problem Details for HTTP APIs"), also when no server answered at all.
 */
import type { Problem } from './contract.ts';

export interface Candidate {
  readonly id: string;
  readonly label: string;
  readonly type: string;
}

export class ProblemError extends Error {
  readonly status: number;
  readonly title: string;
  readonly place: string | undefined;
  readonly hint: string | undefined;
  /** Entities that an ambiguous name could mean. */
  readonly candidates: readonly Candidate[];

  constructor(problem: Partial<Problem> & { candidates?: readonly Candidate[] }, cause?: unknown) {
    super(problem.detail ?? problem.title ?? 'The request failed.', { cause });
    this.name = 'ProblemError';
    this.status = problem.status ?? 0;
    this.title = problem.title ?? 'The request failed';
    this.place = problem.place;
    this.hint = problem.hint;
    this.candidates = problem.candidates ?? [];
  }
}

export type Parameters = Readonly<Record<string, string | number | boolean | undefined | null>>;

export function apiPath(path: string, parameters: Parameters = {}): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters)) {
    if (value !== undefined && value !== null && value !== '') query.set(name, String(value));
  }
  const text = query.toString();
  return `/api${path}${text === '' ? '' : `?${text}`}`;
}

export async function getJson<T>(path: string, parameters?: Parameters, signal?: AbortSignal): Promise<T> {
  return request<T>(apiPath(path, parameters), signal ? { signal } : {});
}

export async function postJson<T>(path: string, body: unknown): Promise<T> {
  return request<T>(apiPath(path), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
}

export async function postForm<T>(path: string, body: FormData, signal?: AbortSignal): Promise<T> {
  return request<T>(apiPath(path), { method: 'POST', body, ...(signal ? { signal } : {}) });
}

export async function deleteAt(path: string): Promise<void> {
  await request<unknown>(apiPath(path), { method: 'DELETE' });
}

async function request<T>(address: string, init: RequestInit): Promise<T> {
  let response: Response;
  try {
    response = await fetch(address, init);
  } catch (cause) {
    if (cause instanceof DOMException && cause.name === 'AbortError') throw cause;
    throw new ProblemError(
      {
        title: 'The server does not answer',
        detail: 'Orrery’s server could not be reached.',
        hint: 'Look at the terminal in which it was started; start it again with “npm start”, then try again.',
      },
      cause,
    );
  }
  if (response.status === 401) {
    // Beyond loopback a browser signs in once; it comes back to the same view.
    window.location.assign(`/login?next=${encodeURIComponent(window.location.pathname + window.location.search)}`);
  }
  if (!response.ok) throw await problemOf(response);
  if (response.status === 204) return undefined as T;
  return (await response.json()) as T;
}

async function problemOf(response: Response): Promise<ProblemError> {
  const text = await response.text();
  try {
    return new ProblemError(JSON.parse(text) as Problem);
  } catch (cause) {
    return new ProblemError(
      {
        status: response.status,
        title: `The server answered ${response.status} ${response.statusText}`.trim(),
        detail: `The server answered ${response.status} without saying why.`,
        hint: 'Its terminal may say more. Try again, or reload the page.',
      },
      cause,
    );
  }
}
