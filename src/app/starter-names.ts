/** The names of the starter knowledge, for reading a report without a store. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readStarter, type StarterFile } from '../extraction/structured/starter/read-starter.ts';
import type { KnownName } from '../model/evidence/extraction.ts';
import type { DocumentId } from '../model/evidence/identifiers.ts';
import { packageRoot } from '../storage/package-root.ts';

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

/** Labels and other names of everything in the starter knowledge. */
export async function starterNames(): Promise<KnownName[]> {
  const knowledge = readStarter(await starterFiles(undefined, ['sources', 'entities']), 'doc:starter' as DocumentId);
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
