/** Search, the entity page with its statements and their evidence, and the ecosystem map. */
import { createRoute, z } from '@hono/zod-openapi';
import type { Orrery } from '../../app/use-cases.ts';
import type { EvidenceClass } from '../../model/evidence/document.ts';
import { propositionEvidenceSchema } from '../contract/claims.ts';
import {
  ecosystemMapSchema,
  entityPageSchema,
  propositionListSchema,
  searchResultSchema,
} from '../contract/entities.ts';
import {
  entityQuerySchema,
  evidenceQuerySchema,
  mapQuerySchema,
  propositionQuerySchema,
  searchQuerySchema,
} from '../contract/requests.ts';
import { type ApiApp, answer, flag, given, idParameter } from './answers.ts';

const tags = ['Ecosystem'];

const searchRoute = createRoute({
  method: 'get',
  path: '/api/search',
  tags,
  summary: 'Find entities and documents',
  description: 'By name in any script and spelling, and by words of documents; best match first.',
  request: { query: searchQuerySchema },
  responses: answer(searchResultSchema, 'Entities and documents that match.'),
});

const entityRoute = createRoute({
  method: 'get',
  path: '/api/entities/{id}',
  tags,
  summary: 'An entity: names, statements by kind, timeline',
  description:
    'By entity id, referent id or name. `asOf` asks what was so on a day, `knownAt` what the public record said by a day, `heldAt` what this store held at an instant. A name that is some entity’s own means the one held longest, with the others in `sameName`; one that is only an alias of several answers 409 with the candidates.',
  request: { params: idParameter('Entity id, referent id or name.'), query: entityQuerySchema },
  responses: answer(entityPageSchema, 'The entity at the moment asked about.'),
});

const propositionsRoute = createRoute({
  method: 'get',
  path: '/api/entities/{id}/propositions',
  tags,
  summary: 'All statements about an entity',
  request: { params: idParameter('Entity id.'), query: propositionQuerySchema },
  responses: answer(propositionListSchema, 'Statements, best supported first.'),
});

const evidenceRoute = createRoute({
  method: 'get',
  path: '/api/entities/{id}/propositions/{propositionId}',
  tags,
  summary: 'The exact words behind a statement',
  description:
    'Every claim with its quote, source, speaker, dates, grade and origin, and the statements that say otherwise.',
  request: {
    params: idParameter('Entity id.').extend({ propositionId: z.string().min(1) }),
    query: evidenceQuerySchema,
  },
  responses: answer(propositionEvidenceSchema, 'The claims that make the statement.'),
});

const mapRoute = createRoute({
  method: 'get',
  path: '/api/map',
  tags,
  summary: 'The ecosystem map',
  description:
    'Who answers to whom and who works for whom. `evidenceClasses` keeps only edges that rest on one of these classes.',
  request: { query: mapQuerySchema },
  responses: answer(
    ecosystemMapSchema,
    'Nodes in layers, edges with their support, and the days on which something changed.',
  ),
});

export function addEntityRoutes(app: ApiApp, orrery: Orrery): void {
  app.openapi(searchRoute, async (c) => {
    const { q, limit } = c.req.valid('query');
    return c.json(await orrery.search(q, given({ limit })), 200);
  });
  app.openapi(entityRoute, async (c) => {
    return c.json(await orrery.entity(c.req.valid('param').id, given(c.req.valid('query'))), 200);
  });
  app.openapi(propositionsRoute, async (c) => {
    const { includeMachine, ...rest } = c.req.valid('query');
    const request = given({ ...rest, includeMachine: flag(includeMachine) });
    return c.json(await orrery.propositions(c.req.valid('param').id, request), 200);
  });
  app.openapi(evidenceRoute, async (c) => {
    const { id, propositionId } = c.req.valid('param');
    return c.json(await orrery.evidence(id, propositionId, given(c.req.valid('query'))), 200);
  });
  app.openapi(mapRoute, async (c) => {
    const { includeMachine, evidenceClasses, ...rest } = c.req.valid('query');
    // The schema has checked every word of the list.
    const classes = evidenceClasses?.split(',') as EvidenceClass[] | undefined;
    return c.json(
      await orrery.map(given({ ...rest, includeMachine: flag(includeMachine), evidenceClasses: classes })),
      200,
    );
  });
}
