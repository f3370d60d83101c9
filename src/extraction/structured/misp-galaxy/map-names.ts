/**
 * Names of a cluster, and who uses each.
 *
 * `meta.name-attribution` holds "NAME:<uuid of the producer>", `meta.origin:NAME` the producer's name. Aliases that are
 * another catalogue's id ("G0096") stay aliases: that a vendor's group is called by it does not make the two one.
 */
import type { ReferentId } from '../../../model/evidence/identifiers.ts';
import { isJsonObject, type JsonObject, pointerTo, text, texts } from '../row-json.ts';
import type { RowMapping } from '../row-mapping.ts';

const ATTRIBUTION = /^(.*):([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})$/is;
const ORIGIN_PREFIX = 'origin:';
const ALIAS_LISTS = ['synonyms', 'aliases'] as const;

/** "APT1 - G0006": galaxies made from ATT&CK and from 360.net put the id behind the name. */
const NAME_AND_ID = /^(.+\S) - ((?:[A-Z]{1,3}\d{4}(?:\.\d{3})?|APT-[A-Z]-\d+))$/;
/** "Air Force Research Institute (空军研究院)". */
const NAME_AND_HAN = /^(.+\S)\s*[(（](\p{Script=Han}[^()（）]*)[)）]$/u;

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

export function mapClusterNames(mapping: RowMapping, cluster: JsonObject, subject: ReferentId): void {
  const { pointer } = mapping.row;
  const meta = isJsonObject(cluster.meta) ? cluster.meta : {};
  const users = nameUsers(meta);
  const claimed = new Set<string>();
  const claim = (name: string, predicate: 'name' | 'alias', place: string, quote: string): void => {
    if (claimed.has(name)) return;
    claimed.add(name);
    const by = users.get(name);
    for (const user of by && by.size > 0 ? by : [undefined]) {
      mapping.claim({
        kind: 'name',
        subject,
        predicate,
        object: { value: name },
        pointer: place,
        quote,
        // A producer given by its UUID alone is kept as that: its name stands in another catalogue.
        qualifiers: user === undefined ? undefined : UUID.test(user) ? { producer: user } : { by: user },
        sourceKey: `${mapping.row.key}|${predicate}`,
      });
    }
  };
  const value = String(cluster.value);
  const [main, second] = splitName(value);
  claim(main, 'name', pointerTo(pointer, 'value'), value);
  // An ATT&CK id behind the name is the galaxy's convention, not a name anyone uses.
  if (second !== undefined && !/^[A-Z]{1,3}\d{4}/.test(second))
    claim(second, 'alias', pointerTo(pointer, 'value'), value);
  for (const list of ALIAS_LISTS) {
    for (const { value: alias, index } of texts(meta[list])) {
      claim(alias.trim(), 'alias', pointerTo(pointer, 'meta', list, ...(index === undefined ? [] : [index])), alias);
    }
  }
  for (const { value: entry, index } of texts(meta['name-attribution'])) {
    const name = ATTRIBUTION.exec(entry)?.[1]?.trim();
    if (name)
      claim(
        name,
        'alias',
        pointerTo(pointer, 'meta', 'name-attribution', ...(index === undefined ? [] : [index])),
        entry,
      );
  }
  for (const [key, user] of Object.entries(meta)) {
    if (key.startsWith(ORIGIN_PREFIX) && text(user)) {
      claim(key.slice(ORIGIN_PREFIX.length).trim(), 'alias', pointerTo(pointer, 'meta', key), String(user));
    }
  }
}

/** For each name its users: a producer's name where given, else the producer's UUID. */
function nameUsers(meta: JsonObject): Map<string, Set<string>> {
  const users = new Map<string, Set<string>>();
  const add = (name: string, user: string): void => {
    const known = users.get(name) ?? new Set<string>();
    users.set(name, known.add(user));
  };
  for (const [key, user] of Object.entries(meta)) {
    if (key.startsWith(ORIGIN_PREFIX) && text(user)) add(key.slice(ORIGIN_PREFIX.length).trim(), String(user).trim());
  }
  const named = new Set(users.keys());
  for (const { value } of texts(meta['name-attribution'])) {
    const match = ATTRIBUTION.exec(value);
    const name = match?.[1]?.trim();
    if (match && name && !named.has(name)) add(name, match[2]!.toLowerCase());
  }
  return users;
}

/** The name, and what stands behind it as id or in Chinese. */
export function splitName(value: string): [name: string, second: string | undefined] {
  const match = NAME_AND_ID.exec(value) ?? NAME_AND_HAN.exec(value);
  return match ? [match[1]!, match[2]!] : [value.trim(), undefined];
}
