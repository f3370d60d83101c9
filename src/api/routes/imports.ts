/** Imports: begun by files, addresses or paths, followed live, cancelled. */
import { createRoute } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { streamSSE } from 'hono/streaming';
import type { ImportRequest, Orrery } from '../../app/use-cases.ts';
import { type ImportProgress, importProgressSchema } from '../contract/documents.ts';
import { importFormSchema, importRequestSchema } from '../contract/requests.ts';
import type { ImportJobs, ImportReporter } from '../import-jobs.ts';
import { multipartBoundary } from '../multipart.ts';
import { ProblemError, refuseInvalid } from '../problems.ts';
import type { ApiEnv } from '../request-guard.ts';
import { importInput, MAX_UPLOAD_BYTES, receiveUpload, type Upload } from '../uploads.ts';
import { type ApiApp, answer, given, idParameter, PROBLEM_ANSWER } from './answers.ts';

const tags = ['Imports'];
const MAX_JSON_BYTES = 1024 ** 2;
const KEEP_ALIVE_MS = 15_000;

const beginRoute = createRoute({
  method: 'post',
  path: '/api/imports',
  tags,
  summary: 'Begin an import',
  description: `Files as \`multipart/form-data\` (at most ${MAX_UPLOAD_BYTES / 1024 ** 2} MiB together), or addresses and paths as JSON. Paths are read on the server’s machine and only accepted where it answers that machine alone.`,
  request: {
    body: {
      required: true,
      content: {
        'multipart/form-data': { schema: importFormSchema },
        'application/json': { schema: importRequestSchema },
      },
    },
  },
  responses: {
    202: {
      description: 'Begun; follow it at `Location`.',
      headers: { Location: { schema: { type: 'string' }, description: 'Address of the import.' } },
      content: { 'application/json': { schema: importProgressSchema } },
    },
    default: PROBLEM_ANSWER,
  },
});

const progressRoute = createRoute({
  method: 'get',
  path: '/api/imports/{id}',
  tags,
  summary: 'How far an import is',
  request: { params: idParameter('Import id.') },
  responses: answer(importProgressSchema, 'Its state, with the outcome of every input so far.'),
});

const eventsRoute = createRoute({
  method: 'get',
  path: '/api/imports/{id}/events',
  tags,
  summary: 'Follow an import live',
  description: 'Server-sent events: each message’s data is an ImportProgress; the stream ends after the last one.',
  request: { params: idParameter('Import id.') },
  responses: {
    200: {
      description: 'Progress, as it happens.',
      content: { 'text/event-stream': { schema: importProgressSchema } },
    },
    default: PROBLEM_ANSWER,
  },
});

const cancelRoute = createRoute({
  method: 'delete',
  path: '/api/imports/{id}',
  tags,
  summary: 'Cancel an import',
  description: 'What is already stored stays; the same import begun again goes on from there.',
  request: { params: idParameter('Import id.') },
  responses: answer(importProgressSchema, 'Its state when the cancellation was asked for.'),
});

export interface ImportRoutesOptions {
  readonly orrery: Orrery;
  readonly jobs: ImportJobs;
  /** Whether files of the server's machine may be named. */
  readonly allowPaths: boolean;
  readonly maxUploadBytes?: number;
}

export function addImportRoutes(app: ApiApp, options: ImportRoutesOptions): void {
  // Documented like the others, handled by hand: the body is streamed, not validated as one value.
  app.openAPIRegistry.registerPath(beginRoute);
  app.post(beginRoute.path, async (c) => {
    const type = c.req.header('content-type') ?? '';
    const progress = /^multipart\/form-data/i.test(type)
      ? await beginUpload(c, options)
      : /^application\/json\b/i.test(type)
        ? await beginNamed(c, options)
        : undefined;
    if (progress === undefined) {
      throw new ProblemError('unsupported-media-type', {
        detail: `An import is multipart/form-data or application/json, not “${type || 'without a content type'}”.`,
        place: 'content-type',
        hint: 'curl -F file=@report.pdf …/api/imports',
      });
    }
    c.header('location', `/api/imports/${progress.id}`);
    return c.json(progress, 202);
  });
  app.openapi(progressRoute, (c) => c.json(known(options.jobs.find(c.req.valid('param').id)), 200));
  app.openapi(cancelRoute, (c) => c.json(known(options.jobs.cancel(c.req.valid('param').id)), 200));
  app.openapi(eventsRoute, (c) => {
    const { id } = known(options.jobs.find(c.req.valid('param').id));
    return streamSSE(c, async (stream) => {
      const gone = new AbortController();
      stream.onAbort(() => gone.abort());
      // Proxies and browsers give up on a silent connection.
      const alive = setInterval(() => void stream.write(': alive\n\n'), KEEP_ALIVE_MS);
      try {
        for await (const progress of options.jobs.follow(id, gone.signal)) {
          await stream.writeSSE({ data: JSON.stringify(progress) });
        }
      } finally {
        clearInterval(alive);
      }
    });
  });
}

function known(progress: ImportProgress | undefined): ImportProgress {
  if (progress !== undefined) return progress;
  throw new ProblemError('not-found', {
    detail: 'There is no such import.',
    place: 'id',
    hint: 'Imports are forgotten when the server stops; GET /api/arrivals lists what has arrived.',
  });
}

async function beginUpload(
  c: Context<ApiEnv>,
  { orrery, jobs, maxUploadBytes }: ImportRoutesOptions,
): Promise<ImportProgress> {
  const limit = maxUploadBytes ?? MAX_UPLOAD_BYTES;
  const boundary = multipartBoundary(c.req.header('content-type'));
  const body = c.req.raw.body;
  if (boundary === undefined || body === null) {
    throw new ProblemError('malformed', { detail: 'The form data has no boundary or no body.', place: 'content-type' });
  }
  if (Number(c.req.header('content-length') ?? 0) > limit + MAX_JSON_BYTES) {
    throw new ProblemError('too-large', {
      detail: `The files of one import may have ${Math.floor(limit / 1024 ** 2)} MiB together.`,
      place: 'content-length',
      hint: 'Import large files from the command line: npx orrery import FILE',
    });
  }
  const upload = await receiveUpload(body as AsyncIterable<Uint8Array>, boundary, { maxBytes: limit });
  try {
    const settings = formSettings(upload);
    const urls = upload.fields.get('url') ?? [];
    if (upload.files.length + urls.length === 0) throw nothingToImport();
    const { author } = c.var;
    return jobs.begin(async (reporter) => {
      try {
        // A file that went in by its path comes out under the name that its sender knows.
        const names = new Map(upload.files.map(({ path, name }) => [path, name]));
        await importUpload(upload, urls, (inputs) =>
          runImport(orrery, reporter, { inputs, author, ...settings }, names),
        );
      } finally {
        await upload.discard();
      }
    });
  } catch (error) {
    await upload.discard();
    throw error;
  }
}

/** One file in memory at a time: the sum of an upload may be large. */
async function importUpload(
  upload: Upload,
  urls: readonly string[],
  run: (inputs: ImportRequest['inputs']) => Promise<void>,
): Promise<void> {
  for (const file of upload.files) await run([await importInput(file)]);
  if (urls.length > 0) await run(urls);
}

function formSettings(upload: Upload): Pick<ImportRequest, 'dryRun' | 'tlp'> {
  const [tlp] = upload.fields.get('tlp') ?? [];
  const [dryRun] = upload.fields.get('dryRun') ?? [];
  const urls = upload.fields.get('url');
  const parsed = importRequestSchema.safeParse(
    given({ tlp, urls, dryRun: dryRun === undefined ? undefined : dryRun === 'true' }),
  );
  if (!parsed.success) refuseInvalid({ ...parsed, target: 'form' });
  return given({ dryRun: parsed.data?.dryRun, tlp: parsed.data?.tlp });
}

async function beginNamed(
  c: Context<ApiEnv>,
  { orrery, jobs, allowPaths }: ImportRoutesOptions,
): Promise<ImportProgress> {
  const parsed = importRequestSchema.safeParse(await jsonBody(c));
  if (!parsed.success) refuseInvalid({ ...parsed, target: 'json' });
  const { urls = [], paths = [], ...settings } = parsed.data ?? {};
  if (paths.length > 0 && !allowPaths) {
    throw new ProblemError('forbidden', {
      detail: 'Files of the server’s machine can be named only where the server answers that machine alone.',
      place: '/paths',
      hint: 'Send the files themselves as multipart/form-data.',
    });
  }
  const inputs = [...paths, ...urls];
  if (inputs.length === 0) throw nothingToImport();
  const { author } = c.var;
  return jobs.begin((reporter) => runImport(orrery, reporter, { inputs, author, ...given(settings) }));
}

async function runImport(
  orrery: Orrery,
  reporter: ImportReporter,
  request: ImportRequest,
  names: ReadonlyMap<string, string> = new Map(),
): Promise<void> {
  reporter.signal.throwIfAborted();
  const named = <Value extends { path: string }>(value: Value): Value => ({
    ...value,
    path: names.get(value.path) ?? value.path,
  });
  await orrery.import({
    ...request,
    signal: reporter.signal,
    onProgress: (step) => reporter.step(named(step)),
    onOutcome: (outcome) => reporter.outcome(named(outcome)),
  });
}

async function jsonBody(c: Context<ApiEnv>): Promise<unknown> {
  try {
    return await c.req.json();
  } catch (error) {
    throw new ProblemError(
      'malformed',
      { detail: 'The body is not JSON.', place: 'body', hint: '{"urls": ["https://…"]}' },
      error,
    );
  }
}

function nothingToImport(): ProblemError {
  return new ProblemError('invalid', {
    detail: 'There is nothing to import.',
    place: 'body',
    hint: 'Give files as “file”, addresses as “url”, or a JSON body with “urls” or “paths”.',
  });
}
