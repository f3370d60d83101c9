/** Everyone: no violation by axe in either theme, narrow screens, an empty store, and a security policy that holds. */
import { AxeBuilder } from '@axe-core/playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { REPORT, type RunningPage, settled, startPage } from './running-page.ts';

let running: RunningPage;
let empty: RunningPage;
let report = '';
beforeAll(async () => {
  running = await startPage();
  empty = await startPage({ filled: false });
  const [outcome] = await running.orrery.import({ inputs: [REPORT], author: 'test' });
  report = `/documents/${encodeURIComponent(outcome?.documentId ?? '')}`;
});
afterAll(async () => {
  await running?.close();
  await empty?.close();
});

const HERON = '/entities/starter%3Apaper-heron';
const PAGES = [
  ['the map', () => '/'],
  ['the map as a list', () => '/?view=list&people=yes'],
  ['an entity with open evidence', () => HERON],
  ['a report', () => report],
  ['reports', () => '/reports?held=all'],
  ['names', () => '/names?text=heron'],
  ['questions', () => '/questions'],
  ['sources', () => '/sources'],
  ['the inbox', () => '/inbox?status=all'],
  ['review', () => '/review'],
] as const;

test.each(PAGES)('axe finds nothing wrong with %s, in both themes', async (name, path) => {
  const { page } = await running.open(path());
  if (name.includes('evidence')) {
    await page.locator('article a[data-statement]').first().click();
    await page.getByRole('complementary', { name: 'Evidence' }).getByText('Cited, not held').first().waitFor();
  }
  expect(await violations(new AxeBuilder({ page }))).toEqual([]);
  // The other theme has other colours and nothing else.
  await page.locator('body').press('t');
  expect(await violations(new AxeBuilder({ page }).withRules(['color-contrast']))).toEqual([]);
  await page.close();
});

async function violations(axe: AxeBuilder): Promise<string[]> {
  const result = await axe.analyze();
  return result.violations.map((one) => `${one.id}: ${one.nodes.map((node) => node.target.join(' ')).join(', ')}`);
}

describe('on a narrow screen', () => {
  const narrow = { viewport: { width: 390, height: 844 }, hasTouch: true };

  test.each(PAGES)('%s needs no sideways scrolling', async (_, path) => {
    const { page } = await running.open(path(), narrow);
    const [content, window] = (await page.evaluate('[document.documentElement.scrollWidth, innerWidth]')) as [
      number,
      number,
    ];
    expect(content).toBeLessThanOrEqual(window);
    await page.close();
  });

  test('the pages are at the bottom, the times stay in sight, and evidence opens as a sheet', async () => {
    const { page, trouble } = await running.open('/', narrow);
    await page.getByRole('button', { name: 'As of now' }).waitFor();
    await page
      .getByRole('link', { name: /front for/ })
      .first()
      .click();
    const sheet = page.getByRole('dialog', { name: 'Evidence' });
    await sheet.getByText('The indictment alleges').waitFor();
    expect(await violations(new AxeBuilder({ page }))).toEqual([]);
    await sheet.getByRole('button', { name: 'Close the evidence' }).click();
    await page.getByRole('button', { name: 'More' }).click();
    await page.getByRole('menuitem', { name: 'Sources' }).click();
    await page.getByRole('heading', { level: 1, name: 'Sources' }).waitFor();
    expect(trouble).toEqual([]);
    await page.close();
  });
});

describe('an empty store', () => {
  test.each([
    ['/', 'Nothing is held yet'],
    ['/reports', 'No document is held yet'],
    ['/sources', 'No source is known yet'],
    ['/inbox', 'Nothing waits here'],
    ['/review', 'Nothing waits for review'],
  ])('%s says what to do first', async (path, words) => {
    const { page, trouble } = await empty.open(path);
    await page.getByRole('heading', { name: words }).waitFor();
    expect(trouble).toEqual([]);
    await page.close();
  });
});

test('the security policy allows no inline script, and the page breaks none of it', async () => {
  const response = await fetch(running.url);
  expect(response.headers.get('content-security-policy')).toContain("script-src 'self'");
  expect(await response.text()).not.toMatch(/<script(?![^>]*\bsrc=)/);
  const { page } = await running.open('/');
  await page.evaluate(
    `addEventListener('securitypolicyviolation', (event) => (window.broken ??= []).push(event.violatedDirective))`,
  );
  await page.getByRole('button', { name: 'As of now' }).click();
  await page.getByRole('button', { name: 'Return to now' }).waitFor();
  await page.goto(running.url + HERON);
  await settled(page);
  expect(await page.evaluate('window.broken ?? []')).toEqual([]);
  await page.close();
});

test('fonts are our own, Chinese ones too', async () => {
  const { page } = await running.open(HERON);
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  await page.reload();
  await settled(page);
  await expect.poll(() => page.evaluate(`document.fonts.check('500 22px "Noto Sans SC Variable"', '纸鹭')`)).toBe(true);
  expect(asked.filter((address) => !address.startsWith(running.url))).toEqual([]);
  await page.close();
});
