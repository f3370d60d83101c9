import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openOnHost } from './embedded-postgres.ts';
import { packageFinder, thisHost } from './host.ts';
import { findNativeBinaries, libraryLinks, majorVersion } from './native-binaries.ts';

test('the installed package names its version and its links', () => {
  const binaries = findNativeBinaries(thisHost());
  expect(Number(majorVersion(binaries))).toBeGreaterThanOrEqual(18);
  if (process.platform === 'linux') {
    expect(libraryLinks(binaries)).toContainEqual({ path: 'lib/libicuuc.so.60', pointsTo: 'libicuuc.so.60.2' });
  }
});

test('a missing platform package is said, with DATABASE_URL as the way out, and nothing is made', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'orrery-nothing-'));
  const host = { ...thisHost(), findPackage: packageFinder(join(folder, 'index.js')) };
  await expect(openOnHost({ dataDir: join(folder, '.orrery') }, host)).rejects.toMatchObject({
    name: 'EmbeddedPostgresError',
    reason: 'not-installed',
    message: expect.stringContaining('@embedded-postgres/'),
    hint: expect.stringContaining('DATABASE_URL'),
  });
  rmSync(folder, { recursive: true });
});

test.each([
  ['FreeBSD', 'freebsd', 'x64'],
  ['Linux on RISC-V', 'linux', 'riscv64'],
  ['Windows on ARM', 'win32', 'arm64'],
] as const)('%s has no embedded PostgreSQL', (_, platform, architecture) => {
  const find = (): unknown => findNativeBinaries({ ...thisHost(), platform, architecture });
  expect(find).toThrow(
    expect.objectContaining({ reason: 'unsupported-platform', hint: expect.stringContaining('DATABASE_URL') }),
  );
});
