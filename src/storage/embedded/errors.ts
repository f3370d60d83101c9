/**
 * The one error of the embedded database. Its reason is for programs, its message says what happened and where, and
 * its hint what to do next; the operating system's own error stays attached as the cause.
 */
export type EmbeddedPostgresReason =
  | 'unsupported-platform'
  | 'not-installed'
  | 'wrong-account'
  | 'unreachable-folder'
  | 'start-failed'
  | 'disk-full'
  | 'lock-busy'
  | 'initdb-failed';

export class EmbeddedPostgresError extends Error {
  override readonly name = 'EmbeddedPostgresError';
  readonly reason: EmbeddedPostgresReason;
  /** What to do next, as a sentence for the person at the terminal. */
  readonly hint: string;

  constructor(reason: EmbeddedPostgresReason, message: string, hint: string, options?: ErrorOptions) {
    super(message, options);
    this.reason = reason;
    this.hint = hint;
  }
}

/** The way out that always exists: a server that somebody else runs. */
export const USE_A_SERVER =
  'Set DATABASE_URL to a PostgreSQL 16 to 18 server instead, for example postgres://user:password@localhost:5432/orrery.';

/** The code of a system or PostgreSQL error (`ENOENT`, `57P03`), or undefined when the value carries none. */
export function codeOf(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null || !('code' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
}

/** Turns a failed file operation on `path` into the error a person can act on; other errors pass unchanged. */
export function folderError(error: unknown, path: string): unknown {
  if (error instanceof EmbeddedPostgresError) return error;
  const options = { cause: error };
  switch (codeOf(error)) {
    case 'ENOSPC':
    case 'EDQUOT':
      return diskFull(`No space left on the disk of ${path}.`, options);
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
    case 'ENOTDIR':
    case 'ELOOP':
      return new EmbeddedPostgresError(
        'unreachable-folder',
        `This account cannot use ${path} (${codeOf(error)}).`,
        'Choose a data folder that this account may write to (--data DIR or ORRERY_DATA).',
        options,
      );
    default:
      return error;
  }
}

export function diskFull(message: string, options?: ErrorOptions): EmbeddedPostgresError {
  return new EmbeddedPostgresError(
    'disk-full',
    message,
    'Free some space and run the command again; what was acknowledged before is safe.',
    options,
  );
}
