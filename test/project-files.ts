/** The files that a clone of this project has: what git tracks, and what it would. */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { PROJECT } from './module-imports.ts';

const NEVER_TRACKED = new Set(['node_modules', 'dist', '.git', '.orrery', 'coverage', 'test-results']);

/** Paths from the project's root, with `/`. Outside a repository, every file but built and installed ones. */
export function projectFiles(): string[] {
  const git = spawnSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
    cwd: PROJECT,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  const listed = git.status === 0 ? git.stdout.split('\0').filter(Boolean) : [...filesBelow(PROJECT)];
  // A file that was deleted and not yet committed is still listed.
  return [...new Set(listed)].filter((path) => existsSync(join(PROJECT, path))).sort();
}

export function readProjectFile(path: string): string {
  return readFileSync(join(PROJECT, path), 'utf8');
}

function* filesBelow(folder: string): Generator<string> {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (NEVER_TRACKED.has(entry.name)) continue;
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* filesBelow(path);
    else if (entry.isFile()) yield relative(PROJECT, path).split(sep).join('/');
  }
}
