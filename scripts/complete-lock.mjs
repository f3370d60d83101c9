// Adds to package-lock.json the optional packages of other platforms that npm left out when it could not reach them while writing the file;
// without them `npm ci` refuses the lock. Run after changing dependencies: node scripts/complete-lock.mjs
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const file = fileURLToPath(new URL('../package-lock.json', import.meta.url));
const OS = ['android', 'darwin', 'freebsd', 'linux', 'openharmony', 'win32'];
const CPU = ['x64', 'arm64', 'arm', 'ia32', 'ppc64', 'riscv64', 's390x'];

const lock = JSON.parse(readFileSync(file, 'utf8'));
const { packages } = lock;
let added = 0;
for (const [place, entry] of Object.entries(packages)) {
  for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
    if (packages[find(place, name)]?.version === version || !/^\d+\.\d+\.\d+/.test(version)) continue;
    const words = name.split(/[/-]/);
    const os = OS.find((one) => words.includes(one));
    const cpu = CPU.find((one) => words.includes(one));
    if (os === undefined || cpu === undefined)
      throw new Error(`${name}: its name tells no platform; add it to package-lock.json by hand.`);
    const beside = `node_modules/${name}`;
    const spot = packages[beside] === undefined ? beside : `${place}/node_modules/${name}`;
    packages[spot] = { version, cpu: [cpu], ...(entry.dev ? { dev: true } : {}), optional: true, os: [os] };
    added++;
  }
}
if (added > 0) {
  lock.packages = Object.fromEntries(Object.entries(packages).sort(([a], [b]) => (a < b ? -1 : 1)));
  writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`);
}
console.error(`orrery: ${added} packages of other platforms added to package-lock.json`);

/** The place at which a package that stands at `from` finds `name`, as Node looks it up. */
function find(from, name) {
  for (let at = from; ; at = at.includes('/node_modules/') ? at.slice(0, at.lastIndexOf('/node_modules/')) : '') {
    const place = `${at === '' ? '' : `${at}/`}node_modules/${name}`;
    if (packages[place] !== undefined || at === '') return place;
  }
}
