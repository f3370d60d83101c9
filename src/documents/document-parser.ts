/**
 * Where parse tasks run: in a thread that is stopped when it takes too long or too much, or in the caller's own.
 *
 * Invariant: a task always settles: with a document, or with an {@link UnreadableDocumentError}. One task runs at a time;
 * the thread is started by the first and kept warm for the next, and does not keep the process alive when idle.
 */
import { Worker } from 'node:worker_threads';
import type { ParsedDocument } from '../model/evidence/document.ts';
import { type DocumentLimits, describeBytes } from './document-limits.ts';
import { type ParseReply, type ParseRequest, type ParseTask, runParseTask } from './parse-task.ts';
import { UnreadableDocumentError } from './unreadable-document.ts';

export interface DocumentParser {
  parse(task: ParseTask): Promise<ParsedDocument>;
  close(): Promise<void>;
}

export type ParserBounds = Pick<DocumentLimits, 'parseMs' | 'parserMemoryMib'>;

/**
 * The parser for this build: threaded from compiled JavaScript. Node 20 starts no thread from TypeScript, so a run from
 * the sources (as under the test runner) parses in the caller's thread, without limits on time and memory.
 */
export function createDocumentParser(bounds: ParserBounds): DocumentParser {
  if (import.meta.url.endsWith('.ts')) return createInlineParser();
  return createThreadedParser(new URL('./parser-worker.js', import.meta.url), bounds);
}

export function createInlineParser(): DocumentParser {
  return {
    parse: async (task) => {
      try {
        return await runParseTask(task);
      } catch (error) {
        if (error instanceof UnreadableDocumentError) throw error;
        throw new UnreadableDocumentError({
          reason: 'damaged',
          what: `the parser gave up: ${error instanceof Error ? error.message : String(error)}`,
          place: task.name,
          hint: 'Open it in the program it was made for and save it anew, or as plain text.',
          cause: error,
        });
      }
    },
    close: () => Promise.resolve(),
  };
}

/** `workerUrl`: the compiled parser-worker. */
export function createThreadedParser(workerUrl: URL, bounds: ParserBounds): DocumentParser {
  return new ThreadedParser(workerUrl, bounds);
}

interface Running {
  readonly id: number;
  readonly name: string;
  readonly resolve: (document: ParsedDocument) => void;
  readonly reject: (error: Error) => void;
  readonly timer: NodeJS.Timeout;
}

class ThreadedParser implements DocumentParser {
  readonly #workerUrl: URL;
  readonly #bounds: ParserBounds;
  #worker: Worker | undefined;
  #running: Running | undefined;
  #queue: Promise<unknown> = Promise.resolve();
  #lastId = 0;

  constructor(workerUrl: URL, bounds: ParserBounds) {
    this.#workerUrl = workerUrl;
    this.#bounds = bounds;
  }

  parse(task: ParseTask): Promise<ParsedDocument> {
    const turn = this.#queue.then(() => this.#run(task));
    this.#queue = turn.catch(() => undefined);
    return turn;
  }

  async close(): Promise<void> {
    await this.#queue;
    const worker = this.#worker;
    this.#worker = undefined;
    await worker?.terminate();
  }

  #run(task: ParseTask): Promise<ParsedDocument> {
    this.#worker ??= this.#start();
    const worker = this.#worker;
    worker.ref();
    const id = ++this.#lastId;
    const request: ParseRequest = { id, task };
    return new Promise<ParsedDocument>((resolve, reject) => {
      const timer = setTimeout(
        () => this.#stop(worker, timeoutError(task.name, this.#bounds.parseMs)),
        this.#bounds.parseMs,
      );
      this.#running = { id, name: task.name, resolve, reject, timer };
      worker.postMessage(request);
    });
  }

  #start(): Worker {
    const worker = new Worker(this.#workerUrl, {
      resourceLimits: { maxOldGenerationSizeMb: this.#bounds.parserMemoryMib },
      // The thread needs no secrets. What parsers print is nobody's output; it is not even read here, since reading it
      // would keep the process alive.
      env: {},
      // Flags of the caller, such as --input-type, are not meant for the thread.
      execArgv: [],
      stdout: true,
      stderr: true,
    });
    worker.on('message', (reply: ParseReply) => this.#settle(worker, reply));
    worker.on('error', (error) => this.#stop(worker, this.#crashError(error)));
    worker.on('exit', () => this.#stop(worker, this.#crashError(new Error('the parser stopped'))));
    return worker;
  }

  #settle(worker: Worker, reply: ParseReply): void {
    const running = this.#running;
    if (running === undefined || running.id !== reply.id) return;
    clearTimeout(running.timer);
    this.#running = undefined;
    worker.unref();
    if ('document' in reply) running.resolve(reply.document);
    else running.reject(new UnreadableDocumentError(reply.failure));
  }

  /** Ends the thread and fails what ran in it; the next task starts a fresh one. */
  #stop(worker: Worker, error: UnreadableDocumentError): void {
    if (worker !== this.#worker) return;
    this.#worker = undefined;
    const running = this.#running;
    this.#running = undefined;
    if (running !== undefined) clearTimeout(running.timer);
    void worker.terminate();
    running?.reject(error);
  }

  #crashError(error: Error): UnreadableDocumentError {
    const memory = 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY';
    const allowed = describeBytes(this.#bounds.parserMemoryMib * 1024 * 1024);
    return new UnreadableDocumentError({
      reason: memory ? 'expands-too-much' : 'damaged',
      what: memory
        ? `reading it takes more than the ${allowed} of memory allowed`
        : `the parser stopped: ${error.message}`,
      place: this.#running?.name ?? 'document parser',
      hint: memory ? 'Split it, or save it as plain text.' : 'Open it in the program it was made for and save it anew.',
      cause: error,
    });
  }
}

function timeoutError(name: string, limitMs: number): UnreadableDocumentError {
  return new UnreadableDocumentError({
    reason: 'timeout',
    what: `reading it takes longer than the ${limitMs / 1000} s allowed`,
    place: name,
    hint: 'It may be made to keep a parser busy. Save it anew, split it, or save it as plain text.',
  });
}
