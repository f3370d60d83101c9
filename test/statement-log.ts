/**
 * Every statement that reaches the database while it is open, whoever sends it: those of `Database`, those sent on a connection that was
 * handed out (COPY, definitions of tables), and those of a `Client` of one's own.
 */
import pg from 'pg';

export class StatementLog {
  readonly #statements = new Set<string>();
  readonly #original: typeof pg.Client.prototype.query;

  private constructor() {
    this.#original = pg.Client.prototype.query;
  }

  /** From here on, in this process. `close` gives the driver back as it was. */
  static open(): StatementLog {
    const log = new StatementLog();
    const original = log.#original as (this: pg.Client, ...values: unknown[]) => unknown;
    const logged = function (this: pg.Client, ...values: unknown[]): unknown {
      log.#note(values[0]);
      return original.apply(this, values);
    };
    pg.Client.prototype.query = logged as typeof pg.Client.prototype.query;
    return log;
  }

  close(): void {
    pg.Client.prototype.query = this.#original;
  }

  /** Each once, in the order first sent; a text of several statements is taken apart. */
  get statements(): string[] {
    return [...this.#statements].flatMap(splitStatements);
  }

  #note(query: unknown): void {
    const text = typeof query === 'string' ? query : textOf(query);
    if (text !== undefined) this.#statements.add(text);
  }
}

/** A prepared query has its text; a COPY stream keeps it for the moment it is submitted. */
function textOf(query: unknown): string | undefined {
  if (typeof query !== 'object' || query === null || !('text' in query)) return undefined;
  return typeof query.text === 'string' ? query.text : undefined;
}

function splitStatements(text: string): string[] {
  const pieces: string[] = [];
  let start = 0;
  // A semicolon inside a literal, a comment or a dollar-quoted body ends nothing.
  const token = /'(?:[^']|'')*'|--[^\n]*|\/\*[\s\S]*?\*\/|\$(\w*)\$[\s\S]*?\$\1\$|;/g;
  for (const match of text.matchAll(token)) {
    if (match[0] !== ';') continue;
    pieces.push(text.slice(start, match.index));
    start = match.index + 1;
  }
  pieces.push(text.slice(start));
  return pieces.map((piece) => piece.trim()).filter((piece) => piece !== '');
}
