/** Reading: the map, an entity, its evidence, search, times, keys. In a real browser on the real server. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type RunningPage, startPage } from './running-page.ts';

let running: RunningPage;
beforeAll(async () => {
  running = await startPage();
});
afterAll(async () => {
  await running?.close();
});

const HERON = '/entities/starter%3Apaper-heron';

async function search(page: Page, text: string): Promise<string> {
  await page.keyboard.press('/');
  await page.keyboard.type(text);
  await page.getByRole('option').first().waitFor();
  return (await page.getByRole('option').first().textContent()) ?? '';
}

describe('every page', () => {
  test.each([
    ['/', 'Ecosystem'],
    ['/reports', 'Reports'],
    ['/names?text=heron', 'Names'],
    ['/questions', 'Questions'],
    ['/sources', 'Sources'],
    ['/inbox', 'Inbox'],
    ['/review', 'Review'],
    [HERON, 'Paper Heron'],
  ])('%s opens by its address, without a complaint of the browser', async (path, heading) => {
    const { page, trouble } = await running.open(path);
    await page.getByRole('heading', { level: 1, name: heading }).waitFor();
    expect(trouble).toEqual([]);
    await page.close();
  });

  test('an unknown address and an unknown name say what to do next', async () => {
    const { page } = await running.open('/nowhere');
    expect(await page.getByRole('main').textContent()).toContain('Open the ecosystem map');
    await page.goto(`${running.url}/entities/nobody`);
    const alert = page.getByRole('alert');
    expect(await alert.textContent()).toContain('nobody');
    await alert.getByRole('button', { name: 'Try again' }).waitFor();
    await page.close();
  });
});

describe('search', () => {
  test.each([
    ['hanzi', '港务部', 'Ministry of Harbours'],
    ['pinyin without tones', 'gangwubu', 'Ministry of Harbours'],
    ['an English name', 'seagull', 'Seagull Software'],
    ['hanzi of a group', '纸鹭', 'Paper Heron'],
  ])('finds by %s', async (_, typed, found) => {
    const { page } = await running.open('/questions');
    expect(await search(page, typed)).toContain(found);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: new RegExp(found) }).waitFor();
    expect(page.url()).toContain('/entities/');
    await page.close();
  });

  test('says which alias matched', async () => {
    const { page } = await running.open('/');
    expect(await search(page, 'Silver Reed')).toContain('matched Silver Reed');
    await page.keyboard.press('Escape');
    await expect.poll(() => page.getByRole('listbox').count()).toBe(0);
    await page.close();
  });
});

describe('evidence', () => {
  test('a statement opens it, with our words marked as such, a link to the passage, and the contradiction', async () => {
    const { page, trouble } = await running.open(HERON);
    await page
      .getByRole('link', { name: /Paper Heron is attributed to Seagull/ })
      .first()
      .click();
    const drawer = page.getByRole('complementary', { name: 'Evidence' });
    await drawer.getByText('Cited, not held: our words, not a quotation').waitFor();
    const words = await drawer.textContent();
    expect(words).toContain('Heron Labs assesses that the staff of Seagull Software are behind Paper Heron.');
    expect(words).toContain('“assesses”');
    expect(words).toContain('Sources say otherwise');
    const passage = await drawer.getByRole('link', { name: /Open the passage/ }).getAttribute('href');
    expect(passage).toBe('https://labs.example/paper-heron#:~:text=We%20assess,Seagull%20Software');
    expect(trouble).toEqual([]);

    const address = page.url();
    await page.keyboard.press('Escape');
    await expect.poll(() => drawer.count()).toBe(0);
    await page.goBack();
    await drawer.waitFor();
    await page.close();

    const again = await running.open(address.slice(running.url.length));
    await again.page.getByRole('complementary', { name: 'Evidence' }).getByText('Heron Labs assesses').waitFor();
    await again.page.close();
  });

  test('the number of reports never stands without its origins, and a shared name is warned about', async () => {
    const { page } = await running.open(HERON);
    expect(await page.getByRole('table').textContent()).toMatch(/1 report · 1 origin cited, none held/);
    expect(await page.getByRole('table').textContent()).toContain('also names Glass Crane (intrusion set)');
    await page.close();
  });
});

describe('the map', () => {
  const lines = (page: Page) => page.locator('main header').first().textContent();

  test('shows lines, contested ones and open ends, and leaves people out until asked', async () => {
    const { page } = await running.open('/');
    expect(await lines(page)).toMatch(/not publicly stated/);
    expect(await lines(page)).toMatch(/contested/);
    expect(await page.getByRole('button', { name: 'Lin Wei' }).count()).toBe(0);
    await page.getByRole('checkbox', { name: 'People' }).check();
    await page.getByRole('button', { name: 'Lin Wei' }).waitFor();
    await page.close();
  });

  test('fits its window: what is wider scrolls within the map, not with the page', async () => {
    const { page } = await running.open('/?people=yes', { viewport: { width: 900, height: 700 } });
    const larger = page.getByRole('button', { name: 'Larger' });
    await larger.click();
    const box = await larger.boundingBox();
    expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThan(900);
    await page.close();
  });

  test('court and sanction only thins it, and the address keeps that', async () => {
    const { page } = await running.open('/');
    await page.getByRole('button', { name: 'Court and sanction only' }).click();
    await expect.poll(() => lines(page)).toContain('2 bodies and 1 line');
    expect(page.url()).toContain('classes=court');
    await page.close();
  });

  test('as of a later day, what had ended is gone', async () => {
    const { page } = await running.open('/?view=list&asOf=2014-01-01');
    await page
      .getByRole('link', { name: 'Northern Harbour Department is subordinate to Ministry of Harbours' })
      .waitFor();
    await page.goto(`${running.url}/?view=list&asOf=2016-01-01`);
    await page.getByRole('link', { name: 'Ministry of Harbours is subordinate to Lighthouse Council' }).waitFor();
    expect(
      await page
        .getByRole('link', { name: 'Northern Harbour Department is subordinate to Ministry of Harbours' })
        .count(),
    ).toBe(0);
    await page.close();
  });

  test('what was published later is not known earlier; the chip says so and leads back to now', async () => {
    const { page } = await running.open('/?view=list&knownAt=2010-01-01');
    expect(await page.getByText('front for').count()).toBe(0);
    const chip = page.getByRole('button', { name: 'Known at 1 January 2010' });
    await chip.click();
    await page.getByRole('button', { name: 'Return to now' }).click();
    await page.getByRole('link', { name: /Seagull .* front for/ }).waitFor();
    expect(page.url()).not.toContain('knownAt');
    await page.close();
  });

  test('the slider moves the valid time', async () => {
    const { page } = await running.open('/');
    const slider = page.getByRole('slider', { name: 'As of' });
    await slider.focus();
    await page.keyboard.press('Home');
    await expect.poll(() => page.url()).toContain('asOf=1980');
    await page.getByRole('button', { name: 'As of 1 January 1980' }).waitFor();
    await page.getByRole('button', { name: 'Event after: 1 March 1999' }).click();
    await expect.poll(() => page.url()).toContain('asOf=1999-03-01');
    await page.close();
  });

  test('is walked by keyboard from organ to department, and Enter opens the page of one', async () => {
    const { page } = await running.open('/');
    await page.getByRole('button', { name: /^Lighthouse Council/ }).focus();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Space');
    await page.getByRole('region', { name: 'Northern Harbour Department' }).waitFor();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: /Northern Harbour Department/ }).waitFor();
    await page.close();
  });
});

test('keys: ? lists them, g and a letter changes the page, t the theme', async () => {
  const { page, trouble } = await running.open('/');
  await page.keyboard.press('?');
  await page.getByRole('dialog', { name: 'Keys' }).waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await page.keyboard.press('g');
  await page.keyboard.press('s');
  await page.getByRole('heading', { level: 1, name: 'Sources' }).waitFor();
  const theme = () => page.locator('html').getAttribute('data-mantine-color-scheme');
  const before = await theme();
  await page.keyboard.press('t');
  await expect.poll(theme).not.toBe(before);
  expect(trouble).toEqual([]);
  await page.close();
});

test('the first view asks for less than 250 KB of script', async () => {
  // A session of its own: nothing is in its cache.
  const context = await running.browser.newContext();
  const page = await context.newPage();
  let bytes = 0;
  page.on('response', (response) => {
    if (response.request().resourceType() === 'script')
      bytes += Number(response.headers()['content-length'] ?? Number.NaN);
  });
  await page.goto(running.url);
  await page.getByRole('button', { name: /^Lighthouse Council/ }).waitFor();
  expect(bytes).toBeGreaterThan(50_000);
  expect(bytes).toBeLessThan(250_000);
  await context.close();
});
