/**
 * A real Chromium for the page's tests: the system's, else the one that `@sparticuz/chromium` carries (Linux, x64).
 *
 * Invariant: nothing is fetched and nothing outside a private temporary folder is written. The package's own unpacking shares
 * one world-wide folder between users, so that what root unpacked a later ordinary user cannot run; ours has a folder per user.
 * Its libraries (nss, nspr) are for machines without a desktop; it also carries a font, as such machines have none.
 */
import { spawnSync } from 'node:child_process';
import {
  createReadStream,
  createWriteStream,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir, userInfo } from 'node:os';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { brotliDecompressSync, createBrotliDecompress } from 'node:zlib';
import { type Browser, chromium } from 'playwright-core';

const SYSTEM_BROWSERS = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

const FLAGS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-dev-shm-usage',
  '--font-render-hinting=none',
];

interface Executable {
  readonly path: string;
  readonly env: Record<string, string>;
}

/** Starts a browser; the caller closes it. */
export async function launchBrowser(): Promise<Browser> {
  const executable = systemBrowser() ?? (await packagedBrowser());
  return chromium.launch({
    executablePath: executable.path,
    args: FLAGS,
    env: { ...definedEnvironment(), ...executable.env },
  });
}

function systemBrowser(): Executable | undefined {
  for (const name of SYSTEM_BROWSERS) {
    for (const folder of ['/usr/bin', '/usr/local/bin', '/snap/bin']) {
      const path = join(folder, name);
      // A distribution may leave a stub that only tells how to install the real thing.
      if (existsSync(path) && spawnSync(path, ['--version', '--no-sandbox'], { timeout: 10_000 }).status === 0)
        return { path, env: {} };
    }
  }
  return undefined;
}

async function packagedBrowser(): Promise<Executable> {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Error(
      `No Chromium was found in /usr/bin, and the packaged one runs on Linux x64 only (this is ${process.platform} ${process.arch}). Install Chromium and run the tests again.`,
    );
  }
  const packageFolder = dirname(dirname(dirname(createRequire(import.meta.url).resolve('@sparticuz/chromium'))));
  const { version } = JSON.parse(readFileSync(join(packageFolder, 'package.json'), 'utf8')) as { version: string };
  const target = join(tmpdir(), `orrery-chromium-${version}-${userInfo().uid}`);
  if (!existsSync(target)) await unpack(join(packageFolder, 'bin'), target);
  const libraries = [join(target, 'lib'), process.env.LD_LIBRARY_PATH].filter(Boolean).join(':');
  return { path: join(target, 'chromium'), env: { LD_LIBRARY_PATH: libraries, FONTCONFIG_PATH: target } };
}

/** Unpacks beside the target and renames, so that a run that was cut short leaves nothing half-made. */
async function unpack(packed: string, target: string): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'orrery-chromium-'));
  const binary = createWriteStream(join(folder, 'chromium'), { mode: 0o700 });
  await pipeline(createReadStream(join(packed, 'chromium.br')), createBrotliDecompress(), binary);
  for (const archive of ['al2023.tar.br', 'fonts.tar.br', 'swiftshader.tar.br']) {
    writeTarEntries(brotliDecompressSync(readFileSync(join(packed, archive))), folder);
  }
  // The shipped fonts.conf names a folder that only its authors' machines have.
  writeFileSync(
    join(folder, 'fonts.conf'),
    `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig><dir>${target}/fonts</dir><dir>/usr/share/fonts</dir><cachedir>${target}/font-cache</cachedir></fontconfig>\n`,
  );
  try {
    renameSync(folder, target);
  } catch (error) {
    rmSync(folder, { recursive: true, force: true });
    // Another test run of the same user was first.
    if (!existsSync(join(target, 'chromium'))) throw error;
  }
}

/** Regular files of a POSIX ustar archive (IEEE 1003.1, "pax Interchange Format"); the package holds no other kind. */
function writeTarEntries(archive: Buffer, folder: string): void {
  const field = (start: number, length: number): string =>
    archive.toString('latin1', start, start + length).replace(/\0.*$/s, '');
  for (let at = 0; at + 512 <= archive.length; ) {
    const name = field(at, 100);
    if (name === '') return;
    const size = Number.parseInt(field(at + 124, 12), 8);
    const isFile = field(at + 156, 1) === '0' || field(at + 156, 1) === '';
    if (isFile && !name.includes('..')) {
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      writeFileSync(join(folder, name), archive.subarray(at + 512, at + 512 + size), { mode: 0o755 });
    }
    at += 512 + Math.ceil(size / 512) * 512;
  }
}

function definedEnvironment(): Record<string, string> {
  return Object.fromEntries(
    Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}
