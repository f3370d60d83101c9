/**
 * `/api/docs`: the OpenAPI document as a page that a person reads, made on the server, without script.
 *
 * Invariant: everything on it comes from the document and the table of problems; nothing is written twice.
 */
import { PROBLEM_KINDS } from './contract/problem-types.ts';
import { html, htmlPage, type Markup } from './html.ts';
import type { OpenApiDocument } from './openapi.ts';

export function renderApiDocs(document: OpenApiDocument): string {
  const operations = listOperations(document);
  const tags = document.tags ?? [];
  const schemas = Object.entries((document.components?.schemas ?? {}) as Record<string, Schema>);
  return htmlPage(
    'Orrery: the API',
    STYLE,
    html`<nav aria-label="Contents">
<a class="home" href="/">Orrery</a>
${tags.map(
  (tag) => html`<h2>${tag.name}</h2>
<ul>${operations.filter((operation) => operation.tag === tag.name).map((operation) => html`<li><a href="#${anchor(operation)}"><span class="verb">${operation.method}</span> ${operation.path.replace('/api/', '')}</a></li>`)}</ul>`,
)}
<h2>Reference</h2>
<ul><li><a href="#problems">Problems</a></li><li><a href="#schemas">Schemas</a></li><li><a href="/api/openapi.json">openapi.json</a></li></ul>
</nav>
<main>
<h1>The API</h1>
<p>${prose(document.info.description)}</p>
${tags.map(
  (tag) => html`<h2 class="tag">${tag.name}</h2><p>${tag.description}</p>
${operations.filter((operation) => operation.tag === tag.name).map(operationSection)}`,
)}
<h2 class="tag" id="problems">Problems</h2>
<p>An error is <code>application/problem+json</code>; its <code>type</code> is the address of one of these rows.</p>
<table><thead><tr><th>type</th><th>status</th><th>meaning</th></tr></thead><tbody>
${Object.entries(PROBLEM_KINDS).map(([type, kind]) => html`<tr id="problem-${type}"><td><code>${type}</code></td><td>${kind.status}</td><td>${prose(kind.meaning)}</td></tr>`)}
</tbody></table>
<h2 class="tag" id="schemas">Schemas</h2>
${schemas.map(([name, schema]) => html`<section id="schema-${name}"><h3>${name}</h3>${schemaBody(schema)}</section>`)}
</main>`,
  );
}

/** The parts of a JSON Schema (2020-12) that our schemas use. */
interface Schema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly format?: string;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly description?: string;
  readonly pattern?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly additionalProperties?: Schema | boolean;
  readonly oneOf?: readonly Schema[];
  readonly anyOf?: readonly Schema[];
  readonly allOf?: readonly Schema[];
}

interface Parameter {
  readonly name: string;
  readonly in: string;
  readonly required?: boolean;
  readonly description?: string;
  readonly schema?: Schema;
}

type Content = Readonly<Record<string, { readonly schema?: Schema }>>;

interface Operation {
  readonly method: string;
  readonly path: string;
  readonly tag: string;
  readonly summary?: string;
  readonly description?: string;
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: { readonly content: Content };
  readonly responses?: Readonly<Record<string, { readonly description: string; readonly content?: Content }>>;
}

function listOperations(document: OpenApiDocument): Operation[] {
  return Object.entries(document.paths ?? {}).flatMap(([path, methods]) =>
    Object.entries(
      methods as Record<string, Omit<Operation, 'method' | 'path' | 'tag'> & { tags?: readonly string[] }>,
    ).map(([method, operation]) => ({
      ...operation,
      path,
      method: method.toUpperCase(),
      tag: operation.tags?.[0] ?? '',
    })),
  );
}

function operationSection(operation: Operation): Markup {
  const { parameters = [], requestBody, responses = {} } = operation;
  return html`<section id="${anchor(operation)}">
<h3><span class="verb">${operation.method}</span> <code>${operation.path}</code></h3>
<p><strong>${operation.summary}.</strong> ${prose(operation.description)}</p>
${parameters.length === 0 ? undefined : parameterTable(parameters)}
${requestBody === undefined ? undefined : html`<h4>Body</h4>${contentList(requestBody.content)}`}
<h4>Answers</h4>
<ul>${Object.entries(responses).map(([status, response]) => html`<li><code>${status === 'default' ? 'else' : status}</code> ${response.description} ${contentInline(response.content ?? {})}</li>`)}</ul>
</section>`;
}

function parameterTable(parameters: readonly Parameter[]): Markup {
  return html`<table><thead><tr><th>parameter</th><th>in</th><th>value</th></tr></thead><tbody>
${parameters.map((parameter) => html`<tr><td><code>${parameter.name}</code>${parameter.required ? html` <em>required</em>` : undefined}</td><td>${parameter.in}</td><td>${schemaType(parameter.schema ?? {})} ${parameter.description ?? parameter.schema?.description}</td></tr>`)}
</tbody></table>`;
}

function contentList(content: Content): Markup {
  return html`<ul>${Object.entries(content).map(([type, { schema }]) => html`<li><code>${type}</code>: ${schemaType(schema ?? {})}</li>`)}</ul>`;
}

function contentInline(content: Content): Markup {
  return html`${Object.entries(content).map(([type, { schema }]) => html`<span class="quiet">${type}</span> ${schemaType(schema ?? {})} `)}`;
}

function schemaBody(schema: Schema): Markup {
  const { properties } = schema;
  if (properties === undefined) return html`<p>${schemaType(schema)} ${schema.description}</p>`;
  return html`<table><thead><tr><th>field</th><th>value</th></tr></thead><tbody>
${Object.entries(properties).map(([name, field]) => html`<tr><td><code>${name}</code>${schema.required?.includes(name) ? undefined : html` <em>optional</em>`}</td><td>${schemaType(field)} ${field.description}</td></tr>`)}
</tbody></table>`;
}

/** A type in words: "array of Proposition", "string or null". */
function schemaType(schema: Schema): Markup {
  if (schema.$ref !== undefined) {
    const name = schema.$ref.split('/').at(-1);
    return html`<a href="#schema-${name}">${name}</a>`;
  }
  if (schema.const !== undefined) return html`<code>${JSON.stringify(schema.const)}</code>`;
  if (schema.enum !== undefined)
    return joined(
      schema.enum.map((value) => html`<code>${String(value)}</code>`),
      ' · ',
    );
  const choices = schema.oneOf ?? schema.anyOf;
  if (choices !== undefined) return joined(choices.map(schemaType), ' or ');
  if (schema.allOf !== undefined) return joined(schema.allOf.map(schemaType), ' and ');
  if (schema.items !== undefined) return html`array of ${schemaType(schema.items)}${orNull(schema)}`;
  if (schema.properties !== undefined) {
    const fields = Object.entries(schema.properties).map(
      ([name, field]) => html`<code>${name}</code>: ${schemaType(field)}`,
    );
    return html`{ ${joined(fields, ', ')} }${orNull(schema)}`;
  }
  if (typeof schema.additionalProperties === 'object')
    return html`object of ${schemaType(schema.additionalProperties)}${orNull(schema)}`;
  const types = typeof schema.type === 'string' ? [schema.type] : (schema.type ?? ['any value']);
  const range =
    schema.minimum === undefined || schema.maximum === undefined ? '' : ` ${schema.minimum}–${schema.maximum}`;
  return html`${types.join(' or ')}${range}${schema.format === undefined ? '' : ` (${schema.format})`}`;
}

/** Descriptions are CommonMark (OpenAPI 3.1, "Rich Text Formatting"), of which we use code spans. */
function prose(text: string | undefined): Markup {
  return html`${(text ?? '').split('`').map((part, index) => (index % 2 === 1 ? html`<code>${part}</code>` : html`${part}`))}`;
}

function orNull(schema: Schema): string {
  return typeof schema.type !== 'string' && schema.type?.includes('null') ? ' or null' : '';
}

function joined(parts: readonly Markup[], separator: string): Markup {
  return html`${parts.map((part, index) => html`${index === 0 ? '' : separator}${part}`)}`;
}

function anchor({ method, path }: Operation): string {
  return `${method}-${path}`
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/-$/, '');
}

const STYLE = `
body { display: grid; grid-template-columns: 17rem minmax(0, 1fr); }
nav { position: sticky; top: 0; height: 100vh; overflow: auto; padding: 1.25rem; border-right: 1px solid var(--line); background: var(--soft); font-size: 14px; }
nav .home { font-weight: 650; color: var(--ink); text-decoration: none; }
nav h2 { font-size: 12px; font-weight: 600; color: var(--quiet); margin: 1.1rem 0 .2rem; }
nav ul { list-style: none; margin: 0; padding: 0; }
nav li a { display: flex; padding: .12rem 0; color: var(--ink); text-decoration: none; overflow-wrap: anywhere; }
nav li a:hover { color: var(--accent); }
main { overflow-wrap: anywhere; padding: 2rem 2.5rem 6rem; max-width: 62rem; }
h1 { font-size: 1.6rem; font-weight: 650; margin: 0 0 .5rem; }
p { max-width: 75ch; margin: 0 0 .8rem; }
h2.tag { font-size: 1.25rem; margin: 2.75rem 0 .25rem; padding-top: .75rem; border-top: 1px solid var(--line); }
h3 { font-size: 1rem; margin: 0 0 .4rem; }
h3 code { font-size: .95rem; }
h4 { font-size: .85rem; color: var(--quiet); font-weight: 600; margin: .9rem 0 .25rem; }
section { margin: 1.75rem 0; scroll-margin-top: 1rem; }
section:target { background: var(--soft); box-shadow: 0 0 0 .75rem var(--soft); }
tr:target { background: var(--soft); }
.verb { font: 600 12px ui-monospace, Menlo, Consolas, monospace; color: var(--accent); }
nav .verb { flex: 0 0 3.2rem; line-height: 1.9; color: var(--quiet); font-size: 11px; }
.quiet, em { color: var(--quiet); font-style: normal; font-size: 13px; }
ul { margin: 0; padding-left: 1.1rem; }
table { border-collapse: collapse; width: 100%; font-size: 14px; }
th { text-align: left; font-weight: 600; color: var(--quiet); font-size: 13px; }
th, td { padding: .3rem .9rem .3rem 0; border-bottom: 1px solid var(--line); vertical-align: top; overflow-wrap: anywhere; }
table { table-layout: fixed; }
th:first-child { width: 15rem; }
th:nth-child(2):not(:last-child) { width: 5rem; }
@media (max-width: 800px) {
  body { display: block; }
  nav { position: static; height: auto; border-right: 0; border-bottom: 1px solid var(--line); }
  main { padding: 1.25rem; }
  th:first-child { width: 9.5rem; }
  th:nth-child(2):not(:last-child) { width: 4rem; }
}
`;
