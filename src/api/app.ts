/**
 * The whole web surface as one function from request to response: guard, API, documentation, page.
 *
 * Invariant: the OpenAPI document is made from the routes that answer, and an address under `/api` never falls through to the page.
 */
import { OpenAPIHono } from '@hono/zod-openapi';
import type { MiddlewareHandler } from 'hono';
import { HTTPException } from 'hono/http-exception';
import type { Orrery } from '../app/use-cases.ts';
import { createAccess, type TokenHolder } from './access-tokens.ts';
import { renderApiDocs } from './api-docs.ts';
import type { ImportJobs } from './import-jobs.ts';
import { addLogin } from './login-page.ts';
import { allowedMethods, openApiDocument } from './openapi.ts';
import { ProblemError, problemOf, refuseInvalid, respondWithProblem } from './problems.ts';
import { type ApiEnv, hostCheck, isLoopback, originCheck, safetyHeaders, tokenCheck } from './request-guard.ts';
import type { ApiApp } from './routes/answers.ts';
import { addDocumentRoutes } from './routes/documents.ts';
import { addEntityRoutes } from './routes/entities.ts';
import { addImportRoutes } from './routes/imports.ts';
import { addStoreRoutes } from './routes/store.ts';
import { staticPage } from './static-page.ts';

export interface AppOptions {
  readonly orrery: Orrery;
  readonly jobs: ImportJobs;
  readonly webRoot: string;
  readonly host: string;
  readonly allowedHosts: readonly string[];
  readonly tokens: readonly TokenHolder[];
  /** The author of judgements where no token is asked for. */
  readonly author: string;
  readonly version: string;
  readonly log: (line: string) => void;
  readonly maxUploadBytes?: number;
}

const MAX_BODY_BYTES = 1024 ** 2;

export function createApp(options: AppOptions): ApiApp {
  const { orrery, jobs, host, log } = options;
  const access = createAccess(options.tokens);
  const app: ApiApp = new OpenAPIHono<ApiEnv>({ defaultHook: refuseInvalid });

  app.onError((error, c) => {
    const known = error instanceof HTTPException ? fromHttp(error) : error;
    const value = problemOf(known);
    if (value.status >= 500) log(`${c.req.method} ${c.req.path}: ${error.stack ?? error.message}${causes(error)}`);
    return respondWithProblem(c, value);
  });

  app.use(safetyHeaders());
  app.use(hostCheck(host, options.allowedHosts));
  app.use(tokenCheck(access, options.author));
  app.use(originCheck());
  app.use(bodyLimit());

  addLogin(app, access);
  addEntityRoutes(app, orrery);
  addDocumentRoutes(app, orrery);
  addStoreRoutes(app, orrery);
  addImportRoutes(app, {
    orrery,
    jobs,
    allowPaths: isLoopback(host) && !access.required,
    ...(options.maxUploadBytes !== undefined && { maxUploadBytes: options.maxUploadBytes }),
  });

  const document = openApiDocument(app, options.version);
  const docs = renderApiDocs(document);
  app.get('/api/openapi.json', (c) => c.json(document));
  app.get('/api/docs', (c) => c.html(docs));
  app.get('/api', (c) => c.redirect('/api/docs', 303));
  app.all('/api/*', (c) => {
    const allowed = allowedMethods(document, c.req.path);
    if (allowed.length === 0) {
      throw new ProblemError('not-found', {
        detail: `There is no route ${c.req.path}.`,
        place: c.req.path,
        hint: 'GET /api/docs lists the routes.',
      });
    }
    c.header('allow', allowed.join(', '));
    throw new ProblemError('method-not-allowed', {
      detail: `${c.req.path} does not take ${c.req.method}.`,
      place: c.req.path,
      hint: `It takes ${allowed.join(', ')}.`,
    });
  });

  app.use(staticPage(options.webRoot));
  app.notFound((c) =>
    respondWithProblem(
      c,
      problemOf(
        new ProblemError('not-found', {
          detail: `There is nothing at ${c.req.path}.`,
          place: c.req.path,
          hint: 'Begin at /',
        }),
      ),
    ),
  );
  return app;
}

/** Uploads are counted while they stream; every other body says its length, and is small. */
function bodyLimit(): MiddlewareHandler<ApiEnv> {
  return async (c, next) => {
    const isUpload = c.req.path === '/api/imports' && /^multipart\//i.test(c.req.header('content-type') ?? '');
    if (!isUpload && c.req.header('transfer-encoding') !== undefined) {
      throw new ProblemError('malformed', {
        detail: 'The body does not say its length.',
        place: 'content-length',
        hint: 'Send a Content-Length header.',
      });
    }
    if (!isUpload && Number(c.req.header('content-length') ?? 0) > MAX_BODY_BYTES) {
      throw new ProblemError('too-large', {
        detail: `The body is larger than ${MAX_BODY_BYTES / 1024} KiB.`,
        place: 'body',
        hint: 'Send files as multipart/form-data to /api/imports.',
      });
    }
    await next();
  };
}

/** What the framework itself refuses: a body that is not JSON, or not said to be. */
function fromHttp(error: HTTPException): Error {
  if (error.status >= 500) return error;
  if (error.status === 415) {
    const details = {
      detail: 'The body must be application/json.',
      place: 'content-type',
      hint: 'Add the header content-type: application/json',
    };
    return new ProblemError('unsupported-media-type', details, error);
  }
  return new ProblemError(
    'malformed',
    { detail: `${error.message || 'The request cannot be read'}.`, place: 'body' },
    error,
  );
}

function causes(error: Error): string {
  return error.cause instanceof Error
    ? `\n  caused by ${error.cause.stack ?? error.cause.message}${causes(error.cause)}`
    : '';
}
