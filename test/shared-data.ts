/** Real development data stands beside the checkout where there is some; tests over it say when they are skipped. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../src/storage/package-root.ts';

/** The path of a file of the development data, or undefined after printing why the test is skipped. */
export function sharedData(name: string): string | undefined {
  const path = findSharedData(name);
  if (path === undefined) {
    console.info(`skipped: ../shared/data/${name} is absent (development data is not part of the project)`);
  }
  return path;
}

/** The same without a word: for those who take something else instead, and say that. */
export function findSharedData(name: string): string | undefined {
  const path = join(packageRoot(), '..', 'shared', 'data', name);
  return existsSync(path) ? path : undefined;
}
