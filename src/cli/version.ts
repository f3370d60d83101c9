/** The project's folder and version, the same from source and from the compiled program. */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The nearest folder above that holds `bin/orrery`: the compiled program lies deeper than the source. */
export function projectFolder(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, 'bin', 'orrery'))) {
    const parent = dirname(folder);
    if (parent === folder) throw new Error('The folder of Orrery cannot be found: bin/orrery is missing.');
    folder = parent;
  }
  return folder;
}

export function version(): string {
  const manifest: unknown = JSON.parse(readFileSync(join(projectFolder(), 'package.json'), 'utf8'));
  return typeof manifest === 'object' && manifest !== null && 'version' in manifest
    ? String(manifest.version)
    : 'unknown';
}
