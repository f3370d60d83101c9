/**
 * How a command fails: the exit code, a sentence for a person, a problem object for a script.
 *
 * Invariant: what, where and what next are said on standard error, so that standard output holds answers alone.
 */

import type { Problem } from '../api/contract/common.ts';
import { PROBLEM_KINDS, type ProblemType, problemTypeUri } from '../api/contract/problem-types.ts';
import { StoreUnavailableError, UseCaseError } from '../app/use-cases.ts';
import { EXIT, type ExitCode } from './io.ts';
import { clean } from './terminal-text.ts';

/** A command line that cannot be understood: exit 2. */
export class UsageError extends Error {
  readonly place: string | undefined;
  readonly hint: string | undefined;
  constructor(message: string, details: { place?: string; hint?: string } = {}) {
    super(message);
    this.name = 'UsageError';
    this.place = details.place;
    this.hint = details.hint;
  }
}

/** Something besides the database that the command needs is missing: a port, a folder that can be written. Exit 3. */
export class UnavailableError extends Error {
  readonly place: string | undefined;
  readonly hint: string;
  constructor(message: string, details: { place?: string; hint: string; cause?: unknown }) {
    super(message, { cause: details.cause });
    this.name = 'UnavailableError';
    this.place = details.place;
    this.hint = details.hint;
  }
}

export interface Failure {
  readonly exitCode: ExitCode;
  readonly problem: Problem;
  /** For whoever mends Orrery: shown when `ORRERY_DEBUG` is set. */
  readonly trace: string;
}

export function failureOf(error: unknown, interrupted: boolean): Failure {
  const trace = traceOf(error);
  const fail = (exitCode: ExitCode, type: ProblemType, details: Partial<Problem> & { detail: string }): Failure => {
    const { status, title } = PROBLEM_KINDS[type];
    return { exitCode, problem: { type: problemTypeUri(type), title, status, ...details }, trace };
  };
  const said = { detail: error instanceof Error ? error.message : String(error) };
  if (interrupted || isInterruption(error)) {
    return fail(EXIT.interrupted, 'cancelled', {
      detail: 'Interrupted. What was finished is stored and the store is intact.',
      hint: 'The same command goes on from there.',
    });
  }
  if (error instanceof UsageError) return fail(EXIT.usage, 'usage', { ...said, ...whereAndNext(error) });
  if (error instanceof StoreUnavailableError || error instanceof UnavailableError) {
    return fail(EXIT.unavailable, 'store-unavailable', { ...said, ...whereAndNext(error) });
  }
  if (error instanceof UseCaseError) {
    const candidates = error.candidates.length === 0 ? {} : { candidates: [...error.candidates] };
    return fail(EXIT.refused, error.reason, { ...said, ...whereAndNext(error), ...candidates });
  }
  const system = systemFailure(error);
  if (system !== undefined) return fail(system.exitCode, system.type, system.details);
  return fail(EXIT.refused, 'internal', {
    detail: `This should not have happened: ${said.detail}`,
    hint: 'Run it again with ORRERY_DEBUG=1 to see where.',
  });
}

/** The failure in lines for a person. */
export function failureText({ problem, trace }: Failure, options: { debug: boolean }): string {
  const lines = [`orrery: ${clean(problem.detail)}`];
  if (problem.place !== undefined) lines.push(`  where: ${clean(problem.place)}`);
  for (const { id, label, type } of problem.candidates ?? [])
    lines.push(`    ${clean(id)}  ${clean(label)} (${type.replaceAll('-', ' ')})`);
  if (problem.hint !== undefined) lines.push(`  next:  ${clean(problem.hint)}`);
  if (options.debug) lines.push(trace);
  return `${lines.join('\n')}\n`;
}

function isInterruption(error: unknown): boolean {
  return error instanceof UseCaseError
    ? error.reason === 'cancelled'
    : error instanceof Error && error.name === 'AbortError';
}

function whereAndNext(error: {
  place?: string | undefined;
  hint?: string | undefined;
}): Pick<Problem, 'place' | 'hint'> {
  return {
    ...(error.place !== undefined && { place: error.place }),
    ...(error.hint !== undefined && { hint: error.hint }),
  };
}

/** What the operating system refuses, in words. */
function systemFailure(
  error: unknown,
):
  | { exitCode: ExitCode; type: ProblemType; details: Problem | { detail: string; place?: string; hint: string } }
  | undefined {
  if (!(error instanceof Error) || !('code' in error)) return undefined;
  const path = 'path' in error && typeof error.path === 'string' ? { place: error.path } : {};
  switch (error.code) {
    case 'ENOENT':
      return {
        exitCode: EXIT.refused,
        type: 'not-found',
        details: { detail: 'There is no such file or folder.', ...path, hint: 'Check the path.' },
      };
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return {
        exitCode: EXIT.refused,
        type: 'forbidden',
        details: {
          detail: 'This account may not do that here.',
          ...path,
          hint: 'Check who owns it, or choose another place.',
        },
      };
    case 'EISDIR':
      return {
        exitCode: EXIT.refused,
        type: 'invalid',
        details: { detail: 'This is a folder, and a file is needed.', ...path, hint: 'Name a file in it.' },
      };
    case 'ENOSPC':
    case 'EDQUOT':
      return {
        exitCode: EXIT.unavailable,
        type: 'store-unavailable',
        details: {
          detail: 'The disk is full.',
          ...path,
          hint: 'Make room and run it again; what is stored is intact.',
        },
      };
    default:
      return undefined;
  }
}

function traceOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const own = error.stack ?? error.message;
  return error.cause === undefined ? own : `${own}\ncaused by: ${traceOf(error.cause)}`;
}
