/**
 * MISP galaxy cluster files: one catalogue a file (threat actors, malware, universities, countries …).
 *
 * Format: draft-dulaunoy-misp-galaxy-format. Each cluster is a thing as this catalogue names it, `misp:<uuid>`.
 */
import type { DatasetId } from '../../../model/evidence/identifiers.ts';
import type { StructuredFormat, StructuredProbe } from '../../../model/evidence/structured.ts';
import { headMembers, openText } from '../json/head.ts';
import { visitArray } from '../json/stream-array.ts';
import { isJsonObject, type JsonObject, parseRow, text, texts } from '../row-json.ts';
import { RowMapping } from '../row-mapping.ts';
import { arrayRows, type RowCheck } from '../rows.ts';
import { stixTypeOfGalaxy } from './galaxy-types.ts';
import { mapCluster } from './map-cluster.ts';

const VERSION = 'misp-galaxy/1';
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const DATASET_PREFIX = 'misp-galaxy/';

export const mispGalaxyFormat: StructuredFormat = {
  name: 'misp-galaxy',
  probe,
  rows: (chunks, probe) => {
    const galaxy = probe.dataset.id.slice(DATASET_PREFIX.length);
    return arrayRows(chunks, 'values', (cluster) => checkCluster(cluster, galaxy));
  },
  map: (row, context) => {
    const mapping = new RowMapping(row, context, { version: VERSION, evidenceClass: 'dataset' });
    mapCluster(mapping, parseRow(row.raw));
    return mapping.result();
  },
};

async function probe(chunks: AsyncIterable<Uint8Array>): Promise<StructuredProbe | undefined> {
  const { head, bytes, close } = await openText(chunks);
  if (!looksLikeGalaxy(headMembers(head))) {
    await close();
    return undefined;
  }
  const { members, found, elementCount } = await visitArray(bytes, 'values', () => {});
  const type = text(members.type);
  if (!found || type === undefined || text(members.uuid) === undefined) return undefined;
  const { version } = members;
  return {
    format: 'misp-galaxy',
    dataset: {
      id: `${DATASET_PREFIX}${type}` as DatasetId,
      title: `MISP galaxy: ${text(members.name) ?? type}`,
      publisher: publisherOf(members, type),
      ...((typeof version === 'number' || typeof version === 'string') && { release: String(version) }),
      complete: true,
    },
    rowCount: elementCount,
    markings: new Map(),
  };
}

/** A cluster file may begin with its values or end with them. */
function looksLikeGalaxy(members: JsonObject | undefined): boolean {
  if (!members) return false;
  if (Array.isArray(members.values)) {
    const first: unknown = members.values[0];
    return (
      first === undefined || (isJsonObject(first) && ('value' in first || 'uuid' in first || 'description' in first))
    );
  }
  return text(members.type) !== undefined && text(members.uuid) !== undefined && members.objects === undefined;
}

/** Whose catalogue it is: its source when that is a name, else its only author, else the project that keeps it. */
function publisherOf(members: JsonObject, type: string): string {
  // The galaxies made from ATT&CK say what its own bundles say: one party, not two.
  if (stixTypeOfGalaxy(type) !== undefined) return 'The MITRE Corporation';
  const isName = (name: string | undefined): name is string =>
    name !== undefined && !/^https?:/i.test(name) && !/^(?:various|unknown)$/i.test(name);
  const source = text(members.source);
  const authors = texts(members.authors).map((author) => author.value);
  if (isName(source)) return source;
  return authors.length === 1 && isName(authors[0]) ? authors[0] : 'MISP Project';
}

function checkCluster(cluster: JsonObject, galaxy: string): RowCheck {
  const uuid = text(cluster.uuid);
  if (uuid === undefined) return { member: 'uuid', reason: 'cluster without uuid' };
  if (!UUID.test(uuid)) return { member: 'uuid', key: uuid, reason: `"${uuid.slice(0, 80)}" is not a UUID` };
  if (text(cluster.value) === undefined)
    return { member: 'value', key: uuid, reason: 'cluster without value (its name)' };
  return { key: uuid.toLowerCase(), version: '', type: galaxy };
}
