import { execFileSync } from 'node:child_process';
import { chmod, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { retrievePaths } from './local-files.ts';
import { ItemTooLargeError, type Retrieved } from './retrieved-item.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'orrery-files-'));
});
afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

async function all(...paths: string[]): Promise<Retrieved[]> {
  const found: Retrieved[] = [];
  for await (const item of retrievePaths(paths)) found.push(item);
  return found;
}

/** One line an item: the path under the folder, or why it was passed over. */
function lines(found: readonly Retrieved[]): string[] {
  return found.map((item) => {
    if (!item.ok) return `${relative(folder, item.location)}: ${item.reason}`;
    return 'path' in item.item.location ? relative(folder, item.item.location.path) : '';
  });
}

describe('files and folders', () => {
  test('a folder gives all files below it in the order of their names', async () => {
    await mkdir(join(folder, 'b/c'), { recursive: true });
    await writeFile(join(folder, 'b/c/three.txt'), '3');
    await writeFile(join(folder, 'b/two.txt'), '22');
    await writeFile(join(folder, 'a.txt'), '1');
    await writeFile(join(folder, 'Z.txt'), 'z');
    expect(lines(await all(folder))).toEqual(['Z.txt', 'a.txt', 'b/c/three.txt', 'b/two.txt']);
  });

  test('an item says its name and size and gives its bytes', async () => {
    await writeFile(join(folder, 'report.txt'), 'words');
    const [found] = await all(join(folder, 'report.txt'));
    if (found?.ok !== true) throw new Error('not found');
    expect(found.item).toMatchObject({ name: 'report.txt', sizeBytes: 5 });
    expect(Buffer.from(await found.item.read(5)).toString()).toBe('words');
    const chunks: Uint8Array[] = [];
    for await (const chunk of found.item.open()) chunks.push(chunk);
    expect(Buffer.concat(chunks).toString()).toBe('words');
    await expect(found.item.read(4)).rejects.toBeInstanceOf(ItemTooLargeError);
  });

  test('a file that grew after it was found is still bounded', async () => {
    const path = join(folder, 'growing.txt');
    await writeFile(path, 'ab');
    const [found] = await all(path);
    await writeFile(path, 'abcdef');
    if (found?.ok !== true) throw new Error('not found');
    await expect(found.item.read(4)).rejects.toBeInstanceOf(ItemTooLargeError);
  });

  test('hidden files are passed over in folders and said, and taken when named', async () => {
    await writeFile(join(folder, '.secret'), 's');
    await writeFile(join(folder, 'open.txt'), 'o');
    expect(lines(await all(folder))).toEqual(['.secret: hidden files and folders are passed over', 'open.txt']);
    expect(lines(await all(join(folder, '.secret')))).toEqual(['.secret']);
  });

  test('a link back to a folder ends, and the rest is read', async () => {
    await mkdir(join(folder, 'in'));
    await writeFile(join(folder, 'in/x.txt'), 'x');
    await symlink(folder, join(folder, 'in/round'));
    await writeFile(join(folder, 'z.txt'), 'z');
    const found = lines(await all(folder));
    expect(found).toContain('in/x.txt');
    expect(found).toContain('z.txt');
    expect(found).toContainEqual(expect.stringMatching(/^in\/round: the folder was already read/));
    expect(found).toHaveLength(3);
  });

  test('links to themselves, to nothing, and to a file', async () => {
    await writeFile(join(folder, 'real.txt'), 'r');
    await symlink(join(folder, 'loop'), join(folder, 'loop'));
    await symlink(join(folder, 'gone'), join(folder, 'dangling'));
    await symlink(join(folder, 'real.txt'), join(folder, 'good'));
    expect(lines(await all(folder))).toEqual([
      'dangling: it is a link to a file that does not exist',
      'good',
      'loop: its links lead round in a circle',
      'real.txt',
    ]);
  });

  test('what is missing is said and what follows is read', async () => {
    await writeFile(join(folder, 'here.txt'), 'h');
    const found = await all(join(folder, 'absent.txt'), join(folder, 'here.txt'), `${folder}/nul\0byte`);
    expect(lines(found).slice(0, 2)).toEqual(['absent.txt: there is no such file or folder', 'here.txt']);
    expect(found[2]).toMatchObject({ ok: false, reason: 'the path is not one a file can have' });
    expect(found[0]).toMatchObject({ ok: false, hint: expect.stringContaining('Check the path') });
  });

  test('sockets, pipes and devices are refused', async () => {
    execFileSync('mkfifo', [join(folder, 'pipe')]);
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(join(folder, 'socket'), resolve));
    try {
      expect(lines(await all(folder))).toEqual([
        'pipe: it is a named pipe and no file',
        'socket: it is a socket and no file',
      ]);
      expect(await all('/dev/zero')).toMatchObject([{ ok: false, reason: 'it is a device and no file' }]);
    } finally {
      await new Promise((resolve) => server.close(resolve));
    }
  });

  test.skipIf(process.getuid?.() === 0)('a file one may not read is said, and the run goes on', async () => {
    await writeFile(join(folder, 'a-closed.txt'), 'c');
    await chmod(join(folder, 'a-closed.txt'), 0);
    await writeFile(join(folder, 'b.txt'), 'b');
    expect(lines(await all(folder))).toEqual(['a-closed.txt: you may not read it', 'b.txt']);
  });
});
