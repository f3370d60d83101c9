// Builds server (dist/) and page (web/dist/). Runs after `npm ci` (prepare), and from `bin/orrery` when something is missing.
import { spawnSync } from 'node:child_process';
import { existsSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const only = process.argv.find((argument) => argument === '--server' || argument === '--web');

if (!existsSync(join(root, 'node_modules', 'typescript'))) {
  console.error('orrery: development packages are not installed, so nothing is built. Run: npm ci');
  process.exit(process.env.npm_lifecycle_event === 'prepare' ? 0 : 1);
}
if (only !== '--web') {
  rmSync(join(root, 'dist'), { recursive: true, force: true });
  run('server', ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.build.json']);
  run('name list', [
    '--input-type=module',
    '-e',
    "await (await import('./dist/src/app/starter-names.js')).writeStarterNames()",
  ]);
}
if (only !== '--server') run('page', ['node_modules/vite/bin/vite.js', 'build', 'web', '--logLevel', 'warn']);

function run(what, args) {
  const started = Date.now();
  const result = spawnSync(process.execPath, args, { cwd: root, stdio: ['ignore', 2, 2] });
  if (result.status !== 0) {
    console.error(
      `orrery: building the ${what} failed (exit ${result.status ?? result.signal}). Mend what is said above and run: npm run build`,
    );
    process.exit(1);
  }
  console.error(`orrery: built the ${what} in ${((Date.now() - started) / 1000).toFixed(1)} s`);
}
