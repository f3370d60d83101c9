/**
 * The modules of this checkout and what each really imports, read by a parser: static, dynamic and type imports, and re-exports.
 *
 * Invariant: an import whose target cannot be read (`import(name)`) is given as `undefined`, never left out.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, posix, relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseSync, Visitor } from 'oxc-parser';

export const PROJECT = dirname(dirname(fileURLToPath(import.meta.url)));

export interface ModuleImport {
  /** As written. */
  readonly specifier: string | undefined;
  /** From the project's root, with `/`, for a relative import. */
  readonly target?: string;
  readonly line: number;
}

export interface SourceModule {
  /** From the project's root, with `/`. */
  readonly path: string;
  readonly lines: number;
  readonly imports: readonly ModuleImport[];
}

/** Every TypeScript module below a folder of the project. */
export function readModules(folder: string): SourceModule[] {
  return readdirSync(join(PROJECT, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name) && !entry.name.endsWith('.d.ts'))
    .map((entry) => relative(PROJECT, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .filter((path) => !/(?:^|\/)(?:node_modules|dist)\//.test(path))
    .sort()
    .map((path) => readModule(path, readFileSync(join(PROJECT, path), 'utf8')));
}

export function readModule(path: string, text: string): SourceModule {
  const { module, program, errors } = parseSync(path, text);
  if (errors.length > 0) throw new SyntaxError(`${path}: ${errors[0]!.message}`);
  const found: { specifier: string | undefined; at: number }[] = [
    ...module.staticImports.map(({ moduleRequest, start }) => ({ specifier: moduleRequest.value, at: start })),
    ...module.staticExports.flatMap(({ entries, start }) =>
      entries.flatMap(({ moduleRequest }) => (moduleRequest ? [{ specifier: moduleRequest.value, at: start }] : [])),
    ),
    ...module.dynamicImports.map(({ moduleRequest, start }) => ({
      specifier: literal(text.slice(moduleRequest.start, moduleRequest.end)),
      at: start,
    })),
  ];
  new Visitor({
    TSImportType: (node) => void found.push({ specifier: node.source.value, at: node.start }),
  }).visit(program);
  return {
    path,
    lines: text.split('\n').length - (text.endsWith('\n') ? 1 : 0),
    imports: found.map(({ specifier, at }) => ({
      specifier,
      ...(specifier?.startsWith('.') ? { target: targetOf(path, specifier) } : {}),
      line: text.slice(0, at).split('\n').length,
    })),
  };
}

function literal(written: string): string | undefined {
  return /^(['"`])([^'"`$]*)\1$/.exec(written)?.[2];
}

function targetOf(path: string, specifier: string): string {
  const absolute = resolve('/', posix.dirname(path), specifier);
  return relative('/', absolute).split(sep).join('/');
}
