import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestStore, EXAMPLE_REPORT, exampleBundle, type TestStore } from '../../test/cli/test-store.ts';
import { importResultSchema, showResultSchema } from '../api/contract/command-line.ts';
import { problemSchema } from '../api/contract/common.ts';
import { searchResultSchema } from '../api/contract/entities.ts';
import { reviewQueueSchema } from '../api/contract/requests.ts';
import { judgementSchema, storeStatusSchema } from '../api/contract/store.ts';
import { COMMANDS } from './command-list.ts';
import { type CliIo, OutputClosedError } from './io.ts';
import { run } from './run.ts';

let store: TestStore;
const folder = mkdtempSync(join(tmpdir(), 'orrery-cli-'));
const HERON = 'stix:intrusion-set--22222222-2222-4222-8222-222222222222';

interface Ran {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Runs a command as in a shell of the test's folder, without a terminal. */
async function orrery(argv: readonly string[], part: Partial<CliIo> & { databaseUrl?: string } = {}): Promise<Ran> {
  let out = '';
  let err = '';
  const { databaseUrl = store.databaseUrl, env, ...rest } = part;
  const code = await run(argv, {
    stdout: {
      write: (text) => {
        out += text;
      },
    },
    stderr: {
      write: (text) => {
        err += text;
      },
    },
    env: { DATABASE_URL: databaseUrl, ...env },
    cwd: folder,
    signal: new AbortController().signal,
    isTerminal: { stdout: false, stderr: false },
    userName: 'carol',
    ...rest,
  });
  return { code, out, err };
}

beforeAll(async () => {
  store = await createTestStore();
  writeFileSync(join(folder, 'example.json'), exampleBundle());
  mkdirSync(join(folder, 'reports'));
  writeFileSync(join(folder, 'reports', 'heron.txt'), EXAMPLE_REPORT);
  writeFileSync(join(folder, 'reports', 'empty.txt'), '');
  writeFileSync(join(folder, 'broken.json'), exampleBundle().slice(0, 900));
});

afterAll(async () => {
  await store?.drop();
  rmSync(folder, { recursive: true, force: true });
});

describe('wrong usage ends with 2 and says what to do', () => {
  test.each([
    ['no command', [], /--help/],
    ['a misspelt command', ['serach', 'x'], /Did you mean search\?/],
    ['a misspelt option', ['search', 'x', '--limt', '3'], /Did you mean --limit\?/],
    ['a missing argument', ['show'], /name-or-id.*\n.*orrery show --help/s],
    ['an argument too many', ['rebuild', 'all'], /rebuild --help/],
    [
      'a day that is none',
      ['show', 'x', '--as-of', '2019-02-30'],
      /“2019-02-30” is not a day.\n.*--as-of\n.*--as-of 2019-06-01/s,
    ],
    ['a day in words', ['show', 'x', '--known-at', 'yesterday'], /--known-at 2019-06-01/],
    [
      'an instant without its offset',
      ['show', 'x', '--held-at', '2021-01-01T12:00:00'],
      /--held-at 2021-01-01T12:00:00Z/,
    ],
    ['a limit of nothing', ['search', 'x', '--limit', '0'], /--limit 20/],
    ['an unknown marking', ['import', 'x', '--tlp', 'pink'], /amber\+strict/],
    ['an unknown format', ['export', '--format', 'xlsx'], /not an export format; available: stix, csv, markdown/],
    [
      'a format of a later version',
      ['export', '--format', 'misp'],
      /not yet in this version; available: stix, csv, markdown/,
    ],
    [
      'a judgement of an unknown kind',
      ['judge', 'mood', 'x', 'good', '--reason', 'y'],
      /claim-status, claim-credibility/,
    ],
    ['a credibility that is computed', ['judge', 'claim-credibility', 'x', '1', '--reason', 'y'], /2, 3, 4, 5, 6/],
    ['a judgement without a reason', ['judge', 'claim-status', 'x', 'reviewed'], /--reason/],
    ['a port that is none', ['start', '--port', '70000'], /65535/],
    ['a purge without a reason', ['purge', 'doc:1', '--reason', ' '], /needs a reason/],
  ])('%s', async (_case, argv, said) => {
    const { code, out, err } = await orrery(argv);
    expect([code, out]).toEqual([2, '']);
    expect(err).toMatch(/^orrery: /);
    expect(err).toMatch(said);
  });

  test('an export and its report cannot share one output', async () => {
    const { code, err } = await orrery(['export', '--format', 'stix', '--json']);
    expect([code, JSON.parse(err)]).toEqual([2, expect.objectContaining({ hint: 'Add --output FILE' })]);
  });

  test('with --json the error is a problem object, and standard output stays clean', async () => {
    const { code, out, err } = await orrery(['--json', 'show', 'x', '--as-of', 'soon']);
    expect([code, out]).toEqual([2, '']);
    expect(problemSchema.parse(JSON.parse(err))).toMatchObject({ type: '/api/docs#problem-usage', place: '--as-of' });
  });
});

describe('help', () => {
  test('lists every command, needs no store, and ends with 0', async () => {
    const { code, out, err } = await orrery(['--help'], { databaseUrl: 'postgres://127.0.0.1:1/none' });
    expect([code, err]).toEqual([0, '']);
    for (const { name, summary } of COMMANDS) expect(out).toMatch(new RegExp(`${name} .*${summary.slice(0, 20)}`));
  });

  test.each(COMMANDS.map(({ name }) => name))('%s has an example', async (name) => {
    for (const argv of [
      [name, '--help'],
      ['help', name],
    ]) {
      const { code, out } = await orrery(argv);
      expect(code).toBe(0);
      expect(out).toContain(`$ orrery ${name}`.replace('$ orrery start', 'orrery start'));
      expect(out).toContain('--json');
      expect(out).toContain('--data <dir>');
    }
  });

  test('the version is that of the package', async () => {
    const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
    expect((await orrery(['--version'])).out).toBe(`${version}\n`);
  });
});

describe('import', () => {
  test('a dry run says what would be added and stores nothing', async () => {
    const { code, out } = await orrery(['import', 'example.json', '--dry-run']);
    expect([code, out]).toEqual([0, expect.stringMatching(/^would add {5}.*example\.json/)]);
    const status = storeStatusSchema.parse(JSON.parse((await orrery(['doctor', '--json'])).out));
    expect([status.documentsHeld, status.claims]).toEqual([0, 0]);
  });

  test('each input gets a line, and the same again is already known', async () => {
    const first = await orrery(['import', 'example.json', 'reports/heron.txt']);
    expect(first).toMatchObject({ code: 0, err: '' });
    expect(first.out).toMatch(
      /^added {9}.*example\.json .*\nadded {9}.*heron\.txt .*\n2 inputs: 2 added, 0 already known, 0 refused/,
    );
    const again = await orrery(['import', 'example.json', '--json']);
    expect(importResultSchema.parse(JSON.parse(again.out))).toMatchObject({ added: 0, alreadyKnown: 1, refused: 0 });
  });

  test('what is refused has its reason, the rest is done, and the exit code is 1', async () => {
    const { code, out, err } = await orrery(['import', 'reports', 'broken.json', 'missing.txt', 'http://127.0.0.1/x']);
    expect([code, err]).toEqual([1, '']);
    expect(out).toMatch(/already known .*heron\.txt/);
    for (const name of ['empty.txt', 'broken.json', 'missing.txt', 'http://127.0.0.1/x']) {
      expect(out).toMatch(new RegExp(`^refused {7}.*${name}\\n {14}\\S`, 'm'));
    }
    expect(out).toMatch(/5 inputs: 0 added, 1 already known, 4 refused/);
  });
});

describe('asking', () => {
  test('search finds a name in any script', async () => {
    const { code, out } = await orrery(['search', '纸鹭']);
    expect([code, out]).toEqual([0, expect.stringContaining(HERON)]);
    const result = searchResultSchema.parse(JSON.parse((await orrery(['search', 'paper', 'heron', '--json'])).out));
    expect(result.entities[0]?.entity.label).toBe('Paper Heron');
  });

  test('show answers with the exact words, their source and their address', async () => {
    const { code, out } = await orrery(['show', 'Paper Heron']);
    expect(code).toBe(0);
    expect(out).toMatch(/^Paper Heron {2,}intrusion set\n/);
    expect(out).toMatch(/Paper Heron .*uses? LANTERNFISH\n.*2 reports · 0 origins held, 2 cited/);
    expect(out).toContain('“Paper Heron has used LANTERNFISH against invented targets.”');
    expect(out).toContain('https://labs.example/heron');
    expect(out).toContain('https://office.example/notice');
  });

  test('show --json is the entity page with its evidence', async () => {
    const { out } = await orrery(['show', HERON, '--json', '--known-at', '2019-12-31']);
    const result = showResultSchema.parse(JSON.parse(out));
    expect(result.moment.knownAt).toBe('2019-12-31');
    const uses = result.evidence.find(({ proposition }) => proposition.predicate === 'uses');
    expect(uses?.claims.map(({ cited }) => cited?.url)).toEqual(['https://labs.example/heron']);
  });

  test('what was held before anything came is nothing', async () => {
    const { code, err } = await orrery(['show', HERON, '--held-at', '2001-01-01']);
    expect([code, err]).toEqual([1, expect.stringMatching(/^orrery: /)]);
  });

  test('an ambiguous name lists those who carry it', async () => {
    const { code, out, err } = await orrery(['show', 'Silver Reed']);
    expect([code, out]).toEqual([1, '']);
    expect(err).toContain(`${HERON}  Paper Heron (intrusion set)`);
    expect(err).toContain('Glass Crane');
  });

  test('an unknown name answers with the nearest', async () => {
    const { code, err } = await orrery(['show', 'Paper Herron']);
    expect([code, err]).toEqual([1, expect.stringContaining('Paper Heron')]);
  });

  test('on a terminal the page is coloured, unless NO_COLOR is set', async () => {
    const isTerminal = { stdout: true, stderr: false };
    expect((await orrery(['show', 'Paper Heron'], { isTerminal })).out).toContain('\u001b[1m');
    expect((await orrery(['show', 'Paper Heron'], { isTerminal, env: { NO_COLOR: '1' } })).out).not.toContain('\u001b');
  });
});

describe('deciding', () => {
  test('a judgement is recorded with its author', async () => {
    const { code, out } = await orrery([
      'judge',
      'source-reliability',
      'Example Corp',
      'b',
      '--reason',
      'Its findings held.',
      '--json',
    ]);
    expect(code).toBe(0);
    expect(judgementSchema.parse(JSON.parse(out))).toMatchObject({ author: 'carol', decision: { reliability: 'B' } });
    const named = await orrery(['judge', 'source-reliability', 'Example Corp', 'A', '--reason', 'A record.'], {
      env: { ORRERY_AUTHOR: 'dave' },
    });
    expect(named.out).toContain('by dave');
  });

  test('the review queue gives ids to judge', async () => {
    const { code, out } = await orrery(['review', '--json']);
    expect(code).toBe(0);
    expect(() => reviewQueueSchema.parse(JSON.parse(out))).not.toThrow();
    expect((await orrery(['review'])).out).toMatch(/review\.\n$/);
  });
});

describe('giving out', () => {
  test('to standard output, or whole to a file', async () => {
    const { code, out } = await orrery(['export', '--format', 'stix', '--about', 'Paper Heron']);
    expect([code, JSON.parse(out)]).toEqual([0, expect.objectContaining({ type: 'bundle' })]);
    const told = await orrery(['export', '--format', 'csv', '--output', 'out.csv', '--json']);
    expect(JSON.parse(told.out)).toMatchObject({
      format: 'csv',
      sizeBytes: readFileSync(join(folder, 'out.csv')).length,
    });
    expect(readdirSync(folder).filter((name) => name.endsWith('.partial'))).toEqual([]);
  });

  test('a reader that has gone is not an error', async () => {
    const closed = {
      write: () => {
        throw new OutputClosedError();
      },
    };
    expect(await orrery(['export', '--format', 'csv'], { stdout: closed })).toMatchObject({ code: 0, err: '' });
  });
});

describe('keeping', () => {
  test('doctor tells what is well', async () => {
    const { out } = await orrery(['doctor']);
    expect(out).toMatch(/^\w+ +page: .*\nok {6}database: /s);
    const status = storeStatusSchema.parse(JSON.parse((await orrery(['doctor', '--json'])).out));
    expect(status.checks.map(({ name }) => name)).toEqual(expect.arrayContaining(['page', 'database']));
  });

  test('a rebuild changes no answer', async () => {
    const before = await orrery(['show', 'Paper Heron', '--all']);
    expect((await orrery(['rebuild'])).out).toMatch(/^Rebuilt [\d,]+ entities and [\d,]+ edges in/);
    expect((await orrery(['show', 'Paper Heron', '--all'])).out).toBe(before.out);
  });

  test('a backup restored elsewhere gives the same answers, and no file is replaced unasked', async () => {
    expect((await orrery(['backup', 'store.backup'])).code).toBe(0);
    expect(await orrery(['backup', 'store.backup'])).toMatchObject({
      code: 2,
      err: expect.stringContaining('--force'),
    });
    expect((await orrery(['backup', 'store.backup', '--force'])).code).toBe(0);
    const other = await createTestStore();
    try {
      expect((await orrery(['restore', 'store.backup'], other)).code).toBe(0);
      expect((await orrery(['show', 'Paper Heron', '--all'], other)).out).toBe(
        (await orrery(['show', 'Paper Heron', '--all'])).out,
      );
    } finally {
      await other.drop();
    }
  });

  test('a purge removes a document and says so ever after', async () => {
    writeFileSync(join(folder, 'mistake.txt'), 'Paper Heron was named here by mistake.\n');
    const result = importResultSchema.parse(JSON.parse((await orrery(['import', 'mistake.txt', '--json'])).out));
    const documentId = result.outcomes[0]?.documentId ?? '';
    expect((await orrery(['purge', documentId, '--reason', 'Received in error'])).out).toContain(
      `Removed ${documentId}`,
    );
    expect((await orrery(['purge', 'doc:none', '--reason', 'x'])).code).toBe(1);
  });
});

describe('start', () => {
  test('prints its address, answers, and stops cleanly when asked', async () => {
    const stop = new AbortController();
    let told = (_text: string): void => undefined;
    const address = new Promise<string>((resolve) => {
      told = resolve;
    });
    const running = orrery(['start', '--port', '0'], {
      signal: stop.signal,
      stdout: { write: (text) => told(/http:\/\/\S+/.exec(text)?.[0] ?? text) },
    });
    const url = await Promise.race([address, running.then(({ err }) => err)]);
    expect(((await (await fetch(`${url}/api/status`)).json()) as { claims: number }).claims).toBeGreaterThan(0);
    stop.abort();
    expect((await running).code).toBe(0);
    await expect(fetch(url)).rejects.toThrow();
  });

  test('a port in use ends with 3 and the way out', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => other.once('listening', resolve));
    const { port } = other.address() as { port: number };
    const { code, err } = await orrery(['start', '--port', String(port)]);
    other.close();
    expect(code).toBe(3);
    expect(err).toMatch(
      new RegExp(`Port ${port} of 127\\.0\\.0\\.1 is in use by another program\\.\\n.*--port ${port + 1}`, 's'),
    );
  });

  test('a token that can be guessed is refused', async () => {
    expect(await orrery(['start', '--port', '0'], { env: { ORRERY_TOKEN: 'secret' } })).toMatchObject({
      code: 2,
      err: expect.stringContaining('ORRERY_TOKEN'),
    });
  });
});

test('without its database a command ends with 3 and says how to get one', async () => {
  const { code, err } = await orrery(['search', 'x'], { databaseUrl: 'postgres://127.0.0.1:1/none' });
  expect(code).toBe(3);
  expect(err).toMatch(/next: /);
});

test('an interrupted command ends with 130, in words', async () => {
  const stopped = new AbortController();
  stopped.abort();
  const { code, err } = await orrery(['import', 'example.json'], { signal: stopped.signal });
  expect([code, err]).toEqual([130, expect.stringContaining('Interrupted')]);
});

test('progress is one line on a terminal, and nothing elsewhere', async () => {
  const { err } = await orrery(['rebuild'], { isTerminal: { stdout: false, stderr: true }, columns: 80 });
  expect(err).toContain('\r\u001b[K');
  expect(err).not.toContain('\n');
});
