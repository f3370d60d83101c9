/** The OpenAPI 3.1 document, made from the routes and the schemas that type them. */
import type { ApiApp } from './routes/answers.ts';

export type OpenApiDocument = ReturnType<ApiApp['getOpenAPI31Document']>;

export function openApiDocument(app: ApiApp, version: string): OpenApiDocument {
  app.openAPIRegistry.registerComponent('securitySchemes', 'bearer', {
    type: 'http',
    scheme: 'bearer',
    description: 'Only where the server asks for tokens, which it always does beyond loopback.',
  });
  return app.getOpenAPI31Document({
    openapi: '3.1.0',
    info: {
      title: 'Orrery',
      version,
      description:
        'All answers are JSON. Lists have `nextCursor`: give it back as `cursor` for the next page; null ends the list. Errors are problem details (RFC 9457) with `place` (which parameter, or where in the body) and `hint` (what to do next). Ids in addresses are percent-encoded.',
      license: { name: 'Apache-2.0', url: 'https://www.apache.org/licenses/LICENSE-2.0' },
    },
    servers: [{ url: '/' }],
    security: [{}, { bearer: [] }],
    tags: [
      { name: 'Ecosystem', description: 'Entities, statements, evidence, and the map.' },
      { name: 'Documents', description: 'What has been read, what is only cited, and who publishes it.' },
      { name: 'Inbox', description: 'What each arrival adds.' },
      { name: 'Review', description: 'What a person decides.' },
      { name: 'Imports', description: 'Bringing files and addresses in.' },
      { name: 'Exchange', description: 'What goes out, through the release gate.' },
      { name: 'Store', description: 'Its state.' },
    ],
  });
}

/** The methods a path takes; none when no route has it. */
export function allowedMethods(document: OpenApiDocument, path: string): string[] {
  const found = Object.entries(document.paths ?? {}).filter(([template]) => {
    const pattern = template.replace(/[.*+?^$|()[\]\\]/g, '\\$&').replace(/\{[^}]+\}/g, '[^/]+');
    return new RegExp(`^${pattern}$`).test(path);
  });
  return [...new Set(found.flatMap(([, methods]) => Object.keys(methods ?? {}).map((method) => method.toUpperCase())))];
}
