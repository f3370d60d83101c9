// `npm run check`: everything that must hold before a change goes in. Each step runs, whatever the ones before it found.
// `npm run check -- types lint` runs only the steps named.
import { spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const RULES = ['test/architecture.test.ts', 'test/docs.test.ts', 'test/sql-rules.test.ts'];
const STEPS = [
  { name: 'types', command: ['typescript/bin/tsc', '--noEmit'] },
  { name: 'types of the page', command: ['typescript/bin/tsc', '--noEmit', '-p', 'web'] },
  { name: 'lint', command: ['@biomejs/biome/bin/biome', 'check', '.'] },
  { name: 'layers and docs', command: ['vitest/vitest.mjs', 'run', ...RULES] },
  { name: 'dead code', command: ['knip/bin/knip.js'] },
  { name: 'build', command: [join(root, 'scripts', 'build-if-stale.mjs')] },
  { name: 'tests', command: ['vitest/vitest.mjs', 'run', ...RULES.flatMap((file) => ['--exclude', file])] },
];

const asked = process.argv.slice(2);
const unknown = asked.filter((word) => !STEPS.some(({ name }) => name.startsWith(word)));
if (unknown.length > 0) {
  console.error(`There is no step “${unknown[0]}”. Steps: ${STEPS.map(({ name }) => name).join(', ')}.`);
  process.exit(2);
}
const steps = STEPS.filter(({ name }) => asked.length === 0 || asked.some((word) => name.startsWith(word)));

const results = steps.map(run);
console.log('');
for (const { name, ok, seconds } of results)
  console.log(`${ok ? 'ok    ' : 'FAILED'} ${name.padEnd(18)} ${seconds.toFixed(1)} s`);
const failed = results.filter(({ ok }) => !ok).map(({ name }) => name);
if (failed.length > 0) {
  console.log(
    `\n${failed.length} of ${results.length} failed: ${failed.join(', ')}. Run one again with: npm run check -- ${failed[0].split(' ')[0]}`,
  );
  process.exit(1);
}

function run({ name, command: [program, ...programArguments] }) {
  console.log(`\n── ${name}`);
  const started = performance.now();
  const file = program.startsWith('/') ? program : join(root, 'node_modules', program);
  const { status } = spawnSync(process.execPath, [file, ...programArguments], { cwd: root, stdio: 'inherit' });
  return { name, ok: status === 0, seconds: (performance.now() - started) / 1000 };
}
