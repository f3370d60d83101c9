/**
 * Finds a task's file in the folder given by `--data`, by the name it is known under, plain or `.gz`, and reads it.
 *
 * Invariant: a file that is missing or damaged ends the task with words that say which and where; a task never scores a part of its data.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';

export class DatasetError extends Error {
  readonly hint: string;
  constructor(message: string, hint: string, cause?: unknown) {
    super(message, { cause });
    this.name = 'DatasetError';
    this.hint = hint;
  }
}

export interface Dataset {
  readonly path: string;
  readonly text: string;
}

/** The file in the folder itself or in one folder below it. Throws `DatasetError`. */
export function findDataset(folder: string, name: string): Dataset {
  if (!existsSync(folder))
    throw new DatasetError(`There is no folder ${folder}.`, 'Give --data DIR, the folder with the data.');
  const below = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => join(folder, entry.name));
  for (const place of [folder, ...below.sort()]) {
    for (const path of [join(place, name), join(place, `${name}.gz`)]) {
      if (existsSync(path)) return { path, text: read(path) };
    }
  }
  throw new DatasetError(
    `${folder} holds no ${name}, neither plain nor as ${name}.gz.`,
    'Give --data DIR, the folder that holds it.',
  );
}

/** Throws `DatasetError` naming the file when it is not JSON. */
export function parseJson({ path, text }: Dataset): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new DatasetError(`${path} is not JSON: ${String(error)}`, 'Fetch it again.', error);
  }
}

function read(path: string): string {
  try {
    const bytes = readFileSync(path);
    return (path.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
  } catch (error) {
    throw new DatasetError(
      `${path} could not be read: ${String(error)}`,
      'Check its permissions, or fetch it again.',
      error,
    );
  }
}
