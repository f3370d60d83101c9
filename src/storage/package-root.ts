/** Where the project's own data files stand (migrations, starter knowledge, models, page), from source and from `dist/` alike. */
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder that holds `package.json`. Throws when the program was copied out of its package. */
export function packageRoot(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  for (;;) {
    if (existsSync(join(folder, 'package.json')) && existsSync(join(folder, 'src', 'storage', 'migrations')))
      return folder;
    const parent = dirname(folder);
    if (parent === folder)
      throw new Error('Orrery runs from its own folder, with src/storage/migrations in it; reinstall it there.');
    folder = parent;
  }
}
