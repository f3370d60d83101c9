/** Work: dropping files, following an import, the inbox, the reader, review, judging a source. */
import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { REPORT, type RunningPage, startPage } from './running-page.ts';

let running: RunningPage;
beforeAll(async () => {
  running = await startPage();
});
afterAll(async () => {
  await running?.close();
});

/** As a person drops it: the browser is handed files, not paths. */
async function drop(page: Page, name: string, text: string): Promise<void> {
  const transfer = await page.evaluateHandle(`(() => {
    const transfer = new DataTransfer();
    transfer.items.add(new File([${JSON.stringify(text)}], ${JSON.stringify(name)}));
    return transfer;
  })()`);
  await page.dispatchEvent('body', 'dragover', { dataTransfer: transfer });
  await page.getByText('Drop to import').waitFor();
  await page.dispatchEvent('body', 'drop', { dataTransfer: transfer });
}

/** A bundle large enough that its import can be watched. */
function largeBundle(objects: number): string {
  const time = '2021-01-01T00:00:00.000Z';
  return JSON.stringify({
    type: 'bundle',
    id: 'bundle--00000000-0000-4000-8000-000000000000',
    objects: Array.from({ length: objects }, (_, at) => ({
      type: 'intrusion-set',
      spec_version: '2.1',
      id: `intrusion-set--00000000-0000-4000-8000-${String(at).padStart(12, '0')}`,
      created: time,
      modified: time,
      name: `Invented Group ${at}`,
    })),
  });
}

describe('a report that is dropped on the page', () => {
  test('is imported with its outcome in words, counted in the inbox, and read with its names and indicators', async () => {
    const { page, trouble } = await running.open('/questions');
    await drop(page, 'night-tide.html', readFileSync(REPORT, 'utf8'));
    const panel = page.getByRole('region', { name: 'Imports' });
    await panel.getByText('Done: 1 file').waitFor();
    expect(await panel.textContent()).toContain('night-tide.html');

    await panel.getByRole('link', { name: 'See what it adds in the inbox' }).click();
    await page.getByRole('link', { name: 'Night tide: what Paper Heron left behind' }).click();
    await page.getByRole('heading', { level: 2, name: 'What it adds' }).waitFor();
    await page.getByRole('button', { name: 'Triaged' }).click();
    await expect.poll(() => page.getByRole('button', { name: 'Triaged' }).getAttribute('aria-pressed')).toBe('true');

    await page.getByRole('region', { name: 'Read it' }).getByRole('link').click();
    await page.getByRole('heading', { level: 1, name: /Night tide/ }).waitFor();
    const text = page.getByRole('main');
    await text.getByRole('link', { name: 'Ministry of Harbours' }).first().waitFor();
    await text.getByRole('link', { name: '港务部' }).first().waitFor();
    expect(await text.textContent()).toContain('hxxp://mail[.]tidewater-login[.]com/owa/auth[.]php');
    expect(await text.textContent()).not.toContain('http://mail.tidewater');
    await page
      .getByRole('navigation', { name: 'Outline of the document' })
      .getByRole('button', { name: 'What to look for' })
      .click();
    expect(trouble).toEqual([]);
    await page.close();
  });

  test('shows its claims beside its words: one chosen in the list is marked in the text, and j goes to the next', async () => {
    const { items } = await running.orrery.documents({ kind: 'report', held: true });
    const { page } = await running.open(`/documents/${encodeURIComponent(items[0]?.id ?? '')}`);
    const list = page.getByRole('region', { name: 'Claims of this document' });
    await list.getByRole('button', { expanded: false }).first().click();
    await expect.poll(() => page.locator('[data-chosen=true]').count()).toBeGreaterThan(0);
    expect(page.url()).toContain('claim=');
    await list.getByText('read by').first().waitFor();
    await page.locator('body').press('j');
    await expect.poll(() => list.textContent()).toContain('2 of');
    await page.close();
  });

  test('what the machine read waits in review; accepting takes it off the counter, and undo puts it back', async () => {
    const { page, trouble } = await running.open('/review');
    const counter = page.getByText(/^\d+ to review$/);
    await counter.waitFor();
    const before = Number.parseInt((await counter.textContent()) ?? '', 10);
    expect(before).toBeGreaterThan(0);
    await page.locator('main blockquote mark').first().waitFor();
    await page.locator('body').press('a');
    await page.getByText(`${before - 1} to review`).waitFor();
    await page.locator('body').press('u');
    await page.getByText(`${before} to review`).waitFor();
    expect(trouble).toEqual([]);
    await page.close();
  });
});

describe('an import', () => {
  test('shows how far it is, in counts', async () => {
    const { page } = await running.open('/questions');
    const seen: string[] = [];
    await page.exposeFunction('noteStatus', (words: string) => seen.push(words));
    await page.evaluate(`new MutationObserver(() => {
      const status = document.querySelector('section[aria-label=Imports] [role=status]');
      if (status) noteStatus(status.textContent);
    }).observe(document.body, { subtree: true, childList: true, characterData: true })`);
    await drop(page, 'many-groups.json', largeBundle(6000));
    await page.getByRole('region', { name: 'Imports' }).getByText('Done: 1 file').waitFor({ timeout: 30_000 });
    expect(seen.some((words) => /: [\d,]+ of 6,000/.test(words))).toBe(true);
    await page.close();
  });

  test('of what cannot be read says why and what to do, and the page stays as it was', async () => {
    const { page } = await running.open('/questions');
    await drop(page, 'broken.json', '{"type": "bundle", "objects": [');
    const panel = page.getByRole('region', { name: 'Imports' });
    await panel.getByText('1 refused').waitFor();
    expect(await panel.textContent()).toMatch(/broken\.json.*refused/);
    await panel.getByRole('button', { name: 'Dismiss' }).click();
    await expect.poll(() => panel.count()).toBe(0);
    await page.close();
  });

  test('by the dialog refuses an address that is none', async () => {
    const { page } = await running.open('/questions');
    await page.locator('body').press('i');
    const dialog = page.getByRole('dialog', { name: 'Import' });
    await dialog.getByLabel('Or addresses, one a line').fill('ftp://example.org/report');
    expect(await dialog.getByRole('alert').textContent()).toContain('Not an http or https address');
    expect(await dialog.getByRole('button', { name: 'Fetch and import' }).isDisabled()).toBe(true);
    await page.close();
  });
});

test('a source is judged with a letter and a reason, and shows both', async () => {
  const { page, trouble } = await running.open('/sources');
  await page.getByRole('button', { name: 'Judge Heron Labs' }).click();
  const dialog = page.getByRole('dialog', { name: 'Judge Heron Labs' });
  await dialog.getByRole('radio', { name: 'A reliable', exact: true }).check();
  expect(await dialog.getByRole('button', { name: 'Record the judgement' }).isDisabled()).toBe(true);
  await dialog.getByLabel('Reason, for whoever asks later').fill('Its telemetry was confirmed in court.');
  await dialog.getByRole('button', { name: 'Record the judgement' }).click();
  await page.getByText('Its telemetry was confirmed in court.').waitFor();
  expect(trouble).toEqual([]);
  await page.close();
});
