/**
 * The page as people get it: the built page, the real server, a database of the test's own, and a real browser.
 *
 * Invariant: `trouble` holds everything the browser complained of (errors of scripts, refused resources, violations of the content
 * security policy), so that a test may ask that there was none.
 */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { createServer } from '../../src/api/server.ts';
import { loadDerivations } from '../../src/app/derivations.ts';
import { loadStarter } from '../../src/app/import-starter.ts';
import { openOrrery } from '../../src/app/open-orrery.ts';
import type { Orrery } from '../../src/app/use-cases.ts';
import { Database } from '../../src/storage/database.ts';
import { createTestStore } from '../cli/test-store.ts';
import { launchBrowser } from './browser.ts';

export interface RunningPage {
  readonly browser: Browser;
  readonly orrery: Orrery;
  readonly url: string;
  /** Opens an address of the page and waits until it shows what it was asked for. Trouble starts afresh. */
  open(path: string, options?: BrowserContextOptions): Promise<{ page: Page; trouble: readonly string[] }>;
  close(): Promise<void>;
}

export const REPORT = fileURLToPath(new URL('fixtures/report.html', import.meta.url));

const root = fileURLToPath(new URL('../../', import.meta.url));
const webRoot = fileURLToPath(new URL('../../web/dist/', import.meta.url));

/** With `filled: false` the store is as empty as on the first day. */
export async function startPage(options: { filled: boolean } = { filled: true }): Promise<RunningPage> {
  buildPage();
  const store = await createTestStore();
  if (options.filled) await fill(store.databaseUrl);
  const orrery = await openOrrery({ databaseUrl: store.databaseUrl });
  const faults: string[] = [];
  const server = await createServer({
    orrery,
    webRoot,
    host: '127.0.0.1',
    port: 0,
    tokens: [],
    log: (line) => faults.push(`server: ${line}`),
    author: 'analyst',
    version: '0.0.0',
  });
  const browser = await launchBrowser();
  // One session for each kind of window: its second page comes from the cache, as a person's does.
  const sessions = new Map<string, Promise<BrowserContext>>();
  const sessionOf = (contextOptions: BrowserContextOptions): Promise<BrowserContext> => {
    const key = JSON.stringify(contextOptions);
    const session = sessions.get(key) ?? browser.newContext({ ...DESKTOP, ...contextOptions });
    sessions.set(key, session);
    return session;
  };
  return {
    browser,
    orrery,
    url: server.url,
    async open(path, contextOptions) {
      const page = await (await sessionOf(contextOptions ?? {})).newPage();
      page.setDefaultTimeout(10_000);
      faults.length = 0;
      page.on('console', (message) => {
        if (message.type() === 'error') faults.push(message.text());
      });
      page.on('pageerror', (error) => faults.push(error.message));
      await page.goto(server.url + path);
      await settled(page);
      return { page, trouble: faults };
    },
    async close() {
      await browser.close();
      await server.close();
      await orrery.close();
      await store.drop();
    },
  };
}

const DESKTOP = { viewport: { width: 1440, height: 900 } };

/** A heading is there and nothing says that it is still loading. */
export async function settled(page: Page): Promise<void> {
  await page.locator('main h1, main h2').first().waitFor();
  await page.locator('main [role=status][aria-label^=Loading]').first().waitFor({ state: 'detached' });
}

async function fill(databaseUrl: string): Promise<void> {
  const database = new Database({ connection: { connectionString: databaseUrl }, description: 'the test store' });
  const issues: string[] = [];
  const folder = fileURLToPath(new URL('fixtures/starter/', import.meta.url));
  await loadStarter({ database, derivations: await loadDerivations() }, (line) => issues.push(line), folder);
  await database.close();
  // One line says that it is loading; any other is a mistake in the fixture.
  if (issues.length > 1) throw new Error(`the fixture of the ecosystem is not right:\n${issues.join('\n')}`);
}

function buildPage(): void {
  if (existsSync(`${webRoot}index.html`)) return;
  const build = spawnSync(process.execPath, ['scripts/build.mjs', '--web'], { cwd: root, encoding: 'utf8' });
  if (build.status !== 0) throw new Error(`the page could not be built:\n${build.stderr}`);
}
