/** Documents with their text and spans, sources, and the inbox of arrivals. */
import { createRoute } from '@hono/zod-openapi';
import type { Orrery } from '../../app/use-cases.ts';
import {
  arrivalListSchema,
  arrivalSchema,
  documentListSchema,
  documentPageSchema,
  sourceListSchema,
} from '../contract/documents.ts';
import { arrivalQuerySchema, documentQuerySchema } from '../contract/requests.ts';
import { type ApiApp, answer, flag, given, idParameter } from './answers.ts';

const documentsRoute = createRoute({
  method: 'get',
  path: '/api/documents',
  tags: ['Documents'],
  summary: 'Documents, held and cited',
  request: { query: documentQuerySchema },
  responses: answer(documentListSchema, 'Documents, newest first.'),
});

const documentRoute = createRoute({
  method: 'get',
  path: '/api/documents/{id}',
  tags: ['Documents'],
  summary: 'A document with its text and what was read in it',
  description: 'Offsets are UTF-16 code units into `text`, end exclusive. A document that is only cited has no text.',
  request: { params: idParameter('Document id.') },
  responses: answer(documentPageSchema, 'The document.'),
});

const sourcesRoute = createRoute({
  method: 'get',
  path: '/api/sources',
  tags: ['Documents'],
  summary: 'Publishers with their reliability',
  responses: answer(sourceListSchema, 'Every publisher of which a document is held or cited.'),
});

const arrivalsRoute = createRoute({
  method: 'get',
  path: '/api/arrivals',
  tags: ['Inbox'],
  summary: 'What has arrived',
  request: { query: arrivalQuerySchema },
  responses: answer(arrivalListSchema, 'Arrivals, newest first, with what each adds.'),
});

const arrivalRoute = createRoute({
  method: 'get',
  path: '/api/arrivals/{id}',
  tags: ['Inbox'],
  summary: 'What one arrival adds',
  request: { params: idParameter('Arrival id.') },
  responses: answer(arrivalSchema, 'New claims and names, repeats, contradictions, and what was refused.'),
});

export function addDocumentRoutes(app: ApiApp, orrery: Orrery): void {
  app.openapi(documentsRoute, async (c) => {
    const { held, ...rest } = c.req.valid('query');
    return c.json(await orrery.documents(given({ ...rest, held: flag(held) })), 200);
  });
  app.openapi(documentRoute, async (c) => c.json(await orrery.document(c.req.valid('param').id), 200));
  app.openapi(sourcesRoute, async (c) => c.json({ items: [...(await orrery.sources())] }, 200));
  app.openapi(arrivalsRoute, async (c) => c.json(await orrery.arrivals(given(c.req.valid('query'))), 200));
  app.openapi(arrivalRoute, async (c) => c.json(await orrery.arrival(c.req.valid('param').id), 200));
}
