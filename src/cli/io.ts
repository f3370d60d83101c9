/**
 * What the command line has of the world: two streams, the environment, a folder, a signal.
 *
 * Invariant: nothing in `cli` but `main.ts` touches the process, so that every command runs inside a test as it runs in a shell.
 */
export interface Output {
  /** Resolves when the reader has room for more. Throws `OutputClosedError` when nobody reads any longer. */
  write(text: string): Promise<void> | void;
}

export interface CliIo {
  readonly stdout: Output;
  readonly stderr: Output;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
  /** Aborted by the first Ctrl-C. */
  readonly signal: AbortSignal;
  readonly isTerminal: { readonly stdout: boolean; readonly stderr: boolean };
  /** Width of the terminal; 100 where there is none. */
  readonly columns?: number;
  /** Account of whoever types, for judgements; `ORRERY_AUTHOR` outranks it. */
  readonly userName?: string;
}

/** The reader has gone (`orrery search … | head -1`): not an error. */
export class OutputClosedError extends Error {
  constructor() {
    super('Nobody reads the output any longer.');
    this.name = 'OutputClosedError';
  }
}

export const EXIT = { done: 0, refused: 1, usage: 2, unavailable: 3, interrupted: 130 } as const;
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];
