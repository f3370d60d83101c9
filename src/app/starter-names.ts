/**
 * The names of the starter knowledge, for reading a report without a store.
 *
 * The build leaves them in `dist/starter-names.json`, since reading the YAML takes a third of a second; the list is used only where it was made
 * from exactly the files that stand in the folder.
 */
import { createHash } from 'node:crypto';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { StarterFile } from '../extraction/structured/starter/read-starter.ts';
import type { KnownName } from '../model/evidence/extraction.ts';
import type { DocumentId } from '../model/evidence/identifiers.ts';
import { packageRoot } from '../storage/package-root.ts';

interface NameList {
  readonly sha256: string;
  readonly names: readonly KnownName[];
}

/** The files of a starter folder, in a fixed order. */
export async function starterFiles(
  folder = join(packageRoot(), 'starter'),
  parts = ['sources', 'entities', 'claims'],
): Promise<StarterFile[]> {
  const files: StarterFile[] = [];
  for (const part of parts) {
    for (const name of (await readdir(join(folder, part))).filter((file) => /\.ya?ml$/.test(file)).sort()) {
      files.push({ name: `starter/${part}/${name}`, text: await readFile(join(folder, part, name), 'utf8') });
    }
  }
  return files;
}

/** SHA-256 of the names and texts of starter files. */
export function starterHash(files: readonly StarterFile[]): string {
  const hash = createHash('sha256');
  for (const file of files) hash.update(file.name).update('\0').update(file.text).update('\0');
  return hash.digest('hex');
}

/** Labels and other names of everything in the starter knowledge. */
export async function starterNames(): Promise<readonly KnownName[]> {
  const files = await namingFiles();
  const sha256 = starterHash(files);
  const list = await readNameList();
  return list?.sha256 === sha256 ? list.names : namesOf(files);
}

/** Run by the build. Returns how many names were written. */
export async function writeStarterNames(): Promise<number> {
  const files = await namingFiles();
  const names = await namesOf(files);
  await writeFile(listFile(), JSON.stringify({ sha256: starterHash(files), names } satisfies NameList));
  return names.length;
}

function namingFiles(): Promise<StarterFile[]> {
  return starterFiles(undefined, ['sources', 'entities']);
}

function listFile(): string {
  return join(packageRoot(), 'dist', 'starter-names.json');
}

async function readNameList(): Promise<NameList | undefined> {
  try {
    return JSON.parse(await readFile(listFile(), 'utf8')) as NameList;
  } catch (error) {
    // Run from source, nothing was built; a list cut short by a killed build is as good as none.
    if (error instanceof SyntaxError || (error instanceof Error && 'code' in error && error.code === 'ENOENT'))
      return undefined;
    throw error;
  }
}

async function namesOf(files: readonly StarterFile[]): Promise<KnownName[]> {
  const { readStarter } = await import('../extraction/structured/starter/read-starter.ts');
  const knowledge = readStarter(files, 'doc:starter' as DocumentId);
  const types = new Map(knowledge.referents.map((referent) => [referent.id, referent.type]));
  const names: KnownName[] = knowledge.referents
    .filter((referent) => referent.id.startsWith('starter:'))
    .map((referent) => ({ name: referent.label, entity: referent.id, type: referent.type }));
  for (const claim of knowledge.claims) {
    const type = types.get(claim.subject);
    if (claim.kind === 'name' && claim.object.type === 'value' && type !== undefined) {
      names.push({ name: claim.object.value, entity: claim.subject, type });
    }
  }
  return names;
}
