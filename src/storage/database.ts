/**
 * The one way to the database: a pool, transactions, and errors in the words of what can be done about them.
 *
 * Invariant: every statement passes `Database.query` or a `Session`, so that a test can hold them against the rules of a sharded server.
 */
import pg from 'pg';

export type Row = Record<string, unknown>;

export interface Queryable {
  query<T extends Row = Row>(sql: string, values?: readonly unknown[]): Promise<{ rows: T[]; rowCount: number }>;
}

export interface Session extends Queryable {
  /** The driver's own connection, for COPY. */
  readonly client: pg.PoolClient;
}

export interface DatabaseOptions {
  readonly connection: pg.PoolConfig;
  /** What to call it in messages: "embedded PostgreSQL (…)", "PostgreSQL at db.example:5432". */
  readonly description: string;
  readonly onStatement?: (sql: string) => void;
  /** Asked when a connection is lost: did the server end it because its disk is full? */
  readonly diskIsFull?: () => boolean;
}

export class DatabaseUnavailableError extends Error {
  readonly reason: 'connection-lost' | 'disk-full' | 'read-only' | 'shutting-down';
  readonly hint: string;
  constructor(reason: DatabaseUnavailableError['reason'], message: string, hint: string, cause: unknown) {
    super(message, { cause });
    this.name = 'DatabaseUnavailableError';
    this.reason = reason;
    this.hint = hint;
  }
}

export class Database implements Queryable {
  readonly description: string;
  readonly #pool: pg.Pool;
  readonly #onStatement: ((sql: string) => void) | undefined;
  readonly #diskIsFull: () => boolean;

  constructor(options: DatabaseOptions) {
    this.description = options.description;
    this.#pool = new pg.Pool({
      max: 8,
      idleTimeoutMillis: 30_000,
      application_name: 'orrery',
      options: '-c timezone=UTC',
      ...options.connection,
    });
    // A connection that dies while idle is replaced by the pool; the next query reports what is wrong if it cannot be.
    this.#pool.on('error', () => undefined);
    this.#onStatement = options.onStatement;
    this.#diskIsFull = options.diskIsFull ?? (() => false);
  }

  async query<T extends Row = Row>(
    sql: string,
    values: readonly unknown[] = [],
  ): Promise<{ rows: T[]; rowCount: number }> {
    return this.withSession((session) => session.query<T>(sql, values));
  }

  /** One connection for the length of `work`. */
  async withSession<T>(work: (session: Session) => Promise<T>): Promise<T> {
    let client: pg.PoolClient;
    try {
      client = await this.#pool.connect();
    } catch (error) {
      throw this.#explain(error);
    }
    let broken: Error | undefined;
    const onError = (error: Error): void => {
      broken = error;
    };
    client.on('error', onError);
    try {
      return await work(this.#session(client));
    } catch (error) {
      const explained = this.#explain(error);
      if (explained instanceof DatabaseUnavailableError) broken ??= explained;
      throw explained;
    } finally {
      client.removeListener('error', onError);
      client.release(broken);
    }
  }

  /** All or nothing. */
  async transaction<T>(work: (session: Session) => Promise<T>): Promise<T> {
    return this.withSession((session) => inTransaction(session, () => work(session)));
  }

  /** Several reads of one state of the store. `prepare` is run before it: temporary tables cannot be made within. */
  async snapshot<T>(work: (session: Session) => Promise<T>, prepare?: string): Promise<T> {
    return this.withSession(async (session) => {
      if (prepare !== undefined) await session.client.query(prepare);
      return inTransaction(session, () => work(session), 'begin isolation level repeatable read read only');
    });
  }

  async close(): Promise<void> {
    await this.#pool.end();
  }

  #session(client: pg.PoolClient): Session {
    const onStatement = this.#onStatement;
    return {
      client,
      async query<T extends Row>(sql: string, values: readonly unknown[] = []) {
        onStatement?.(sql);
        const result = await client.query<T>(sql, values as unknown[]);
        return { rows: result.rows, rowCount: result.rowCount ?? 0 };
      },
    };
  }

  #explain(error: unknown): unknown {
    if (!(error instanceof Error) || error instanceof DatabaseUnavailableError) return error;
    const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
    if (code === '53100') return this.#diskFull(error);
    if (code === '25006') {
      return new DatabaseUnavailableError(
        'read-only',
        `The database refuses to write (${this.description}).`,
        'Connect to a server that is not a read-only replica.',
        error,
      );
    }
    if (
      (CONNECTION_CODES.has(code) && !('path' in error)) ||
      code.startsWith('08') ||
      /Connection terminated|Client has encountered a connection error|timeout exceeded when trying to connect/.test(
        error.message,
      )
    ) {
      if (this.#diskIsFull()) return this.#diskFull(error);
      return new DatabaseUnavailableError(
        'connection-lost',
        `The connection to the database was lost (${this.description}): ${error.message}. What was acknowledged is stored; the step under way was rolled back.`,
        'Check that the server runs, then run the same command again; it goes on where it stopped.',
        error,
      );
    }
    return error;
  }

  #diskFull(cause: unknown): DatabaseUnavailableError {
    return new DatabaseUnavailableError(
      'disk-full',
      `The disk that holds the store is full (${this.description}). Nothing of this step was stored.`,
      'Free some space and run the same command again; it goes on where it stopped.',
      cause,
    );
  }
}

/** All or nothing, on a connection that is held for longer than this. */
export async function inTransaction<T>(session: Session, work: () => Promise<T>, begin = 'begin'): Promise<T> {
  await session.client.query(begin);
  try {
    const result = await work();
    await session.client.query('commit');
    return result;
  } catch (error) {
    // The first error is the one to report; a connection that is gone has rolled back by itself.
    await session.client.query('rollback').catch(() => undefined);
    throw error;
  }
}

const CONNECTION_CODES = new Set([
  '57P01',
  '57P02',
  '57P03',
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ENOENT',
  'ENOTFOUND',
  'ETIMEDOUT',
  '28000',
  '28P01',
  '3D000',
]);
