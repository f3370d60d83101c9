// Builds the server (dist/) or the page (web/dist/) again when something they are made from is newer, or when they are missing.
// Used before tests, benchmarks and the accuracy harness: `node scripts/build-if-stale.mjs [--server|--web]`.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));

const PARTS = {
  '--server': {
    product: 'dist/src/cli/main.js',
    sources: [
      'src',
      'bench',
      'eval',
      'test/shared-data.ts',
      'tsconfig.json',
      'tsconfig.build.json',
      'package-lock.json',
    ],
  },
  '--web': {
    product: 'web/dist/index.html',
    sources: ['web/src', 'web/public', 'web/index.html', 'web/vite.config.ts', 'src/api/contract', 'package-lock.json'],
  },
};

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const asked = Object.keys(PARTS).filter((part) => process.argv.includes(part));
  process.exitCode = buildIfStale(asked.length === 0 ? Object.keys(PARTS) : asked);
}

/** Exit status: 0 when everything asked for stands. */
export function buildIfStale(parts) {
  for (const part of parts) {
    if (!isStale(PARTS[part])) continue;
    const built = spawnSync(process.execPath, [join(root, 'scripts', 'build.mjs'), part], {
      cwd: root,
      stdio: 'inherit',
    });
    if (built.status !== 0) return built.status ?? 1;
  }
  return 0;
}

function isStale({ product, sources }) {
  const made = join(root, product);
  if (!existsSync(made)) return true;
  const madeAt = statSync(made).mtimeMs;
  return sources.some((source) => newestBelow(join(root, source)) > madeAt);
}

/** Tests beside the code are not built, so they make nothing stale. */
function newestBelow(path) {
  const found = statSync(path, { throwIfNoEntry: false });
  if (found === undefined) return 0;
  if (!found.isDirectory()) return /\.test\.tsx?$/.test(path) ? 0 : found.mtimeMs;
  return Math.max(0, ...readdirSync(path).map((name) => newestBelow(join(path, name))));
}
