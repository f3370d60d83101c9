/**
 * What a command is given: where to print, how to open the store, how to say how far it is.
 *
 * Invariant: the store is opened late and closed whatever happens.
 */
import { resolve } from 'node:path';
import pc from 'picocolors';
import type { Orrery } from '../app/use-cases.ts';
import { UsageError } from './failures.ts';
import type { CliIo } from './io.ts';
import { type ProgressLine, progressLine } from './progress-line.ts';

export type Colours = ReturnType<typeof pc.createColors>;

export interface GlobalOptions {
  readonly json?: boolean;
  readonly data?: string;
}

export interface StoreOptions {
  readonly dataDir: string;
  readonly databaseUrl?: string;
}

export class CommandContext {
  readonly io: CliIo;
  readonly colours: Colours;
  readonly progress: ProgressLine;
  private readonly globals: () => GlobalOptions;

  constructor(io: CliIo, globals: () => GlobalOptions) {
    this.io = io;
    this.globals = globals;
    this.colours = pc.createColors(io.isTerminal.stdout && !io.env.NO_COLOR && io.env.TERM !== 'dumb');
    this.progress = progressLine(io);
  }

  get json(): boolean {
    return this.globals().json === true;
  }

  /** Columns of a page of text: as wide as the terminal, and never wider than reads well. */
  get width(): number {
    return Math.max(60, Math.min(100, this.io.columns ?? 100));
  }

  /** Who is recorded as the author of what is decided, imported or exported. */
  get author(): string {
    return this.io.env.ORRERY_AUTHOR?.trim() || this.io.userName || 'local';
  }

  get store(): StoreOptions {
    const databaseUrl = this.io.env.DATABASE_URL;
    const dataDir = resolve(this.io.cwd, this.globals().data ?? this.io.env.ORRERY_DATA ?? '.orrery');
    return { dataDir, ...(databaseUrl && { databaseUrl }) };
  }

  path(path: string): string {
    if (path === '') throw new UsageError('A path is empty.', { hint: 'Name a file.' });
    return resolve(this.io.cwd, path);
  }

  async print(text: string): Promise<void> {
    this.progress.clear();
    await this.io.stdout.write(text.endsWith('\n') ? text : `${text}\n`);
  }

  async printJson(value: unknown): Promise<void> {
    await this.print(JSON.stringify(value, null, this.io.isTerminal.stdout ? 2 : undefined));
  }

  /** Opens the store for the length of `work`. Phases of a first start are told as progress. */
  async withStore<Result>(
    work: (orrery: Orrery) => Promise<Result>,
    options: { starterWhenEmpty?: boolean } = {},
  ): Promise<Result> {
    const orrery = await this.openStore(options.starterWhenEmpty === true);
    try {
      this.io.signal.throwIfAborted();
      return await work(orrery);
    } finally {
      this.progress.clear();
      await orrery.close();
    }
  }

  /** A question to a store into which nothing has come yet is answered from the starter knowledge. */
  private async openStore(starterWhenEmpty: boolean): Promise<Orrery> {
    const { openOrrery } = await import('../app/open-orrery.ts');
    const settings = { ...this.store, log: (line: string) => this.progress.show(line) };
    const orrery = await openOrrery(settings);
    if (!starterWhenEmpty) return orrery;
    try {
      if ((await orrery.arrivals({ limit: 1 })).items.length > 0) return orrery;
    } catch (error) {
      await orrery.close();
      throw error;
    }
    await orrery.close();
    return openOrrery({ ...settings, starter: true });
  }
}
