/**
 * What a person can use is written down: routes, commands and their options, settings, import formats; and links lead somewhere.
 *
 * "Written down" is README.md, CONTRIBUTING.md or a file of docs/. The names are taken from the running code, never from a list kept beside it.
 */
import { existsSync } from 'node:fs';
import { join, posix } from 'node:path';
import { Command } from 'commander';
import { describe, expect, test } from 'vitest';
import { createApp } from '../src/api/app.ts';
import { ImportJobs } from '../src/api/import-jobs.ts';
import { openApiDocument } from '../src/api/openapi.ts';
import type { Orrery } from '../src/app/use-cases.ts';
import { CommandContext } from '../src/cli/command-context.ts';
import { COMMANDS } from '../src/cli/command-list.ts';
import { DOCUMENT_FORMATS } from '../src/documents/detect-format.ts';
import { structuredFormats } from '../src/extraction/structured/formats.ts';
import { headingAnchors, markdownLinks } from './markdown-links.ts';
import { PROJECT } from './module-imports.ts';
import { projectFiles, readProjectFile } from './project-files.ts';

const FILES = projectFiles();
const MARKDOWN = FILES.filter((path) => path.endsWith('.md'));
const PAGES = MARKDOWN.filter((path) => ['README.md', 'CONTRIBUTING.md'].includes(path) || path.startsWith('docs/'))
  // A decision says why; how to use what was decided stands elsewhere.
  .filter((path) => !path.startsWith('docs/decisions/'))
  .map((path) => ({ path, text: readProjectFile(path) }));

function isWritten(word: string): boolean {
  return PAGES.some(({ text }) => hasWord(text, word));
}

/** The word, not as a part of a longer one: `--data` is not in `--data-folder`. */
function hasWord(text: string, word: string): boolean {
  const escaped = word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`(?<![\\w-])${escaped}(?![\\w-]|/\\{)`).test(text);
}

describe('written down', () => {
  test('every route of the API, as “GET /api/…”', () => {
    const routes = Object.entries(apiPaths()).flatMap(([path, methods]) =>
      Object.keys(methods ?? {}).map((method) => `${method.toUpperCase()} ${path}`),
    );
    expect(routes.length).toBeGreaterThan(0);
    expect(routes.filter((route) => !isWritten(route))).toEqual([]);
  });

  test('every command, as “orrery NAME”, and every option of it on the same page', async () => {
    const missing: string[] = [];
    for (const { name, options } of await commands()) {
      const pages = PAGES.filter(({ text }) => hasWord(text, `orrery ${name}`));
      if (pages.length === 0) missing.push(`orrery ${name}`);
      else {
        const unsaid = options.filter((option) => !pages.some(({ text }) => hasWord(text, option)));
        missing.push(...unsaid.map((option) => `orrery ${name} ${option}`));
      }
    }
    expect(missing).toEqual([]);
  });

  test('every setting taken from the environment', () => {
    const settings = environmentSettings();
    expect(settings).toContain('DATABASE_URL');
    expect(settings.filter((setting) => !isWritten(setting))).toEqual([]);
  });

  test('every format that can be imported', () => {
    // What is recognised only to be refused, or to be looked into, is no format of documents.
    const carriers = new Set(['json', 'csv', 'xml', 'zip', 'empty', 'binary']);
    const documents = DOCUMENT_FORMATS.filter((format) => !carriers.has(format));
    const names = [...structuredFormats.map(({ name }) => name), ...documents];
    const words = PAGES.map(({ text }) => text.toLowerCase().replaceAll('-', ' ')).join('\n');
    expect(names.filter((name) => !words.includes(name.toLowerCase().replaceAll('-', ' ')))).toEqual([]);
  });
});

describe('links', () => {
  test('to files of the project lead to one, and to a heading that is there', () => {
    const broken = MARKDOWN.flatMap((path) =>
      markdownLinks(readProjectFile(path))
        .filter(({ target }) => !/^[a-z][a-z0-9+.-]*:/i.test(target) && !leadsSomewhere(path, target))
        .map(({ target, line }) => `${path}:${line} ${target}`),
    );
    expect(broken).toEqual([]);
  });

  test.each([
    ['[a](docs/here.md#part)', 'docs/here.md#part'],
    ['![picture](docs/page.png "The page")', 'docs/page.png'],
    ['[a]: ../ARCHITECTURE.md', '../ARCHITECTURE.md'],
    ['[a](<with-brackets.md>)', 'with-brackets.md'],
  ])('%s is seen', (text, target) => {
    expect(markdownLinks(text)).toEqual([{ target, line: 1 }]);
  });

  test('a heading has the anchor that readers of the repository see', () => {
    expect(headingAnchors('# Derived state, rebuilt at will\n\n## `orrery import`: what comes in')).toEqual(
      new Set(['derived-state-rebuilt-at-will', 'orrery-import-what-comes-in']),
    );
  });
});

test('the project speaks of itself alone: no path or host of the place where it was made', () => {
  const slash = '/';
  const words = [`${slash}work${slash}`, ['registry', 'npmjs'].join('.'), ['registry', 'yarnpkg'].join('.')];
  const workplace = new RegExp(words.map((word) => `(?<![\\w.~-])${word.replaceAll('.', '\\.')}`).join('|'));
  const found = FILES.filter((path) => !/\.(?:png|jpe?g|woff2?|pdf|docx|gz|br|zip)$/.test(path)).flatMap((path) =>
    readProjectFile(path)
      .split('\n')
      .flatMap((line, index) => (workplace.test(line) ? [`${path}:${index + 1}`] : [])),
  );
  expect(found).toEqual([]);
});

function apiPaths(): object {
  const app = createApp({
    // Routes are described, none is called.
    orrery: {} as Orrery,
    jobs: new ImportJobs(String),
    webRoot: join(PROJECT, 'web'),
    host: '127.0.0.1',
    allowedHosts: [],
    tokens: [],
    author: 'nobody',
    version: '0.0.0',
    log: () => undefined,
  });
  return openApiDocument(app, '0.0.0').paths ?? {};
}

async function commands(): Promise<{ name: string; options: string[] }[]> {
  const nowhere = { write: () => undefined };
  const io = {
    stdout: nowhere,
    stderr: nowhere,
    env: {},
    cwd: PROJECT,
    signal: new AbortController().signal,
    isTerminal: { stdout: false, stderr: false },
  };
  return Promise.all(
    COMMANDS.map(async ({ name, load }) => {
      const command = new Command(name);
      (await load()).define(command, new CommandContext(io, () => ({})));
      return { name, options: command.options.flatMap(({ long, hidden }) => (long && !hidden ? [long] : [])) };
    }),
  );
}

/** Names of settings that code reads. Those of other programs (`PATH`, `NO_COLOR`) are theirs to describe. */
function environmentSettings(): string[] {
  const code = FILES.filter(
    (path) => /^(?:src|bin|scripts|test|bench|eval|web)\//.test(path) && /\.(?:ts|tsx|mjs)$|^bin\//.test(path),
  );
  const names = code
    .filter((path) => path !== 'test/docs.test.ts')
    .flatMap((path) => [...readProjectFile(path).matchAll(/(?<![\w])(?:ORRERY_[A-Z][A-Z_]*|DATABASE_URL)(?![\w])/g)]);
  return [...new Set(names.map(([name]) => name))].sort();
}

function leadsSomewhere(from: string, target: string): boolean {
  const [file = '', anchor] = decodeURIComponent(target).split('#') as [string, string | undefined];
  const path = file === '' ? from : posix.normalize(posix.join(posix.dirname(from), file));
  if (!existsSync(join(PROJECT, path))) return false;
  return anchor === undefined || !path.endsWith('.md') || headingAnchors(readProjectFile(path)).has(anchor);
}
