// Runs a program of this project that is written in TypeScript, building it first when it is missing or stale:
// `node scripts/run.mjs bench/main [arguments …]`.
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { buildIfStale } from './build-if-stale.mjs';

const [program, ...programArguments] = process.argv.slice(2);
if (program === undefined) {
  console.error('Name a program and its arguments, as in: node scripts/run.mjs bench/main parse');
  process.exit(2);
}
const status = buildIfStale(['--server']);
if (status !== 0) process.exit(status);

const file = join(dirname(dirname(fileURLToPath(import.meta.url))), 'dist', `${program}.js`);
// The program sees the arguments as if it had been started itself.
process.argv.splice(1, process.argv.length, file, ...programArguments);
await import(pathToFileURL(file).href);
