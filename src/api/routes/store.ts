/** Review and judgements, exports, and the state of the store. */
import { createRoute, z } from '@hono/zod-openapi';
import { stream } from 'hono/streaming';
import type { Orrery } from '../../app/use-cases.ts';
import { reviewQuerySchema, reviewQueueSchema } from '../contract/requests.ts';
import { exportQuerySchema, judgementRequestSchema, judgementSchema, storeStatusSchema } from '../contract/store.ts';
import { type ApiApp, answer, flag, given, PROBLEM_ANSWER } from './answers.ts';

const reviewRoute = createRoute({
  method: 'get',
  path: '/api/review',
  tags: ['Review'],
  summary: 'Statements that wait for review',
  request: { query: reviewQuerySchema },
  responses: answer(reviewQueueSchema, 'By consequence, the weightiest first.'),
});

const judgementsRoute = createRoute({
  method: 'post',
  path: '/api/judgements',
  tags: ['Review'],
  summary: 'Record a judgement',
  description:
    'Appended, never edited: a later judgement supersedes. The author is the holder of the token, or whoever runs the server. Decisions: claim-status `{"status": "reviewed" | "rejected" | "machine"}`, claim-credibility `{"credibility": 2–6}`, source-reliability `{"reliability": "A"–"F"}`, arrival-status `{"status": "new" | "triaged" | "closed"}`.',
  request: { body: { required: true, content: { 'application/json': { schema: judgementRequestSchema } } } },
  responses: {
    201: { description: 'The judgement as recorded.', content: { 'application/json': { schema: judgementSchema } } },
    default: PROBLEM_ANSWER,
  },
});

const exportRoute = createRoute({
  method: 'get',
  path: '/api/export',
  tags: ['Exchange'],
  summary: 'Export as STIX 2.1, CSV or Markdown',
  description:
    'Passes the release gate: nothing above the marking asked for (`tlp`, default clear) leaves, and a disclosure is recorded. Streams.',
  request: { query: exportQuerySchema.strict() },
  responses: {
    200: {
      description: 'The file.',
      content: Object.fromEntries(
        ['application/stix+json', 'text/csv', 'text/markdown'].map((type) => [type, { schema: z.string() }]),
      ),
    },
    default: PROBLEM_ANSWER,
  },
});

const statusRoute = createRoute({
  method: 'get',
  path: '/api/status',
  tags: ['Store'],
  summary: 'What the store holds, and whether it is well',
  responses: answer(storeStatusSchema, 'Counts and checks.'),
});

export function addStoreRoutes(app: ApiApp, orrery: Orrery): void {
  app.openapi(reviewRoute, async (c) => {
    const queue = await orrery.reviewQueue(given(c.req.valid('query')));
    return c.json({ ...queue, items: [...queue.items] }, 200);
  });
  app.openapi(judgementsRoute, async (c) => {
    return c.json(await orrery.judge({ ...c.req.valid('json'), author: c.var.author }), 201);
  });
  app.openapi(exportRoute, async (c) => {
    const { includeMachine, ...query } = c.req.valid('query');
    const request = given({ ...query, includeMachine: flag(includeMachine) });
    const { mediaType, fileName, chunks } = await orrery.export({ ...request, author: c.var.author });
    c.header('content-type', `${mediaType}${/charset/.test(mediaType) ? '' : '; charset=utf-8'}`);
    c.header('content-disposition', attachment(fileName));
    return stream(c, async (out) => {
      for await (const chunk of chunks) {
        if (out.aborted) return;
        await out.write(chunk);
      }
    });
  });
  app.openapi(statusRoute, async (c) => c.json(await orrery.status(), 200));
}

/** RFC 6266: an ASCII name for old readers and the full one beside it. */
function attachment(fileName: string): string {
  const plain = fileName.replace(/[^\x20-\x7e]|["\\%]/g, '_');
  const encoded = encodeURIComponent(fileName).replace(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`;
}
