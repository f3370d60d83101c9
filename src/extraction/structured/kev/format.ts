/**
 * CISA's Known Exploited Vulnerabilities catalogue (JSON).
 *
 * Schema: known_exploited_vulnerabilities_schema.json of CISA. An entry says that a vulnerability is known to be
 * exploited, from the day it was added.
 */
import { type DatasetId, type ReferentId, referentId } from '../../../model/evidence/identifiers.ts';
import type { StructuredFormat, StructuredProbe } from '../../../model/evidence/structured.ts';
import { isPartialDate } from '../../../model/evidence/time.ts';
import { headMembers, openText } from '../json/head.ts';
import { visitArray } from '../json/stream-array.ts';
import { isJsonObject, type JsonObject, parseRow, pointerTo, text, texts } from '../row-json.ts';
import { RowMapping } from '../row-mapping.ts';
import { arrayRows, type RowCheck } from '../rows.ts';

const VERSION = 'kev/1';
const CVE_ID = /^CVE-\d{4}-\d{4,}$/;
const DAY = /^\d{4}-\d{2}-\d{2}$/;
const URL_IN_NOTES = /https?:\/\/[^\s;,<>"]+/g;
const CATALOGUE = referentId('database', 'cisa-kev');

/** Members of an entry and the predicate each becomes. */
const PROPERTIES = [
  ['vulnerabilityName', 'vulnerability-name'],
  ['vendorProject', 'vendor'],
  ['product', 'product'],
  ['shortDescription', 'description'],
  ['requiredAction', 'required-action'],
  ['dueDate', 'due-date'],
  ['knownRansomwareCampaignUse', 'ransomware-use'],
  ['cwes', 'weakness'],
] as const;

export const kevFormat: StructuredFormat = {
  name: 'kev',
  probe,
  rows: (chunks) => arrayRows(chunks, 'vulnerabilities', checkEntry),
  map: (row, context) => {
    const entry = parseRow(row.raw);
    const added = text(entry.dateAdded);
    const mapping = new RowMapping(row, context, { version: VERSION, evidenceClass: 'government', published: added });
    mapEntry(mapping, entry);
    return mapping.result();
  },
};

async function probe(chunks: AsyncIterable<Uint8Array>): Promise<StructuredProbe | undefined> {
  const { head, bytes, close } = await openText(chunks);
  if (!looksLikeCatalogue(headMembers(head))) {
    await close();
    return undefined;
  }
  const { members, found, elementCount } = await visitArray(bytes, 'vulnerabilities', () => {});
  const release = text(members.catalogVersion);
  const publishedAt = text(members.dateReleased);
  if (!found || (release === undefined && publishedAt === undefined)) return undefined;
  return {
    format: 'kev',
    dataset: {
      id: 'cisa/kev' as DatasetId,
      title: text(members.title) ?? 'Known Exploited Vulnerabilities Catalog',
      publisher: 'Cybersecurity and Infrastructure Security Agency',
      ...(release !== undefined && { release }),
      ...(publishedAt !== undefined && { publishedAt }),
      complete: true,
    },
    rowCount: elementCount,
    markings: new Map(),
  };
}

function looksLikeCatalogue(members: JsonObject | undefined): boolean {
  if (!members) return false;
  if (members.catalogVersion !== undefined) return true;
  const first: unknown = Array.isArray(members.vulnerabilities) ? members.vulnerabilities[0] : undefined;
  return isJsonObject(first) && 'cveID' in first;
}

function checkEntry(entry: JsonObject): RowCheck {
  const cve = text(entry.cveID);
  if (cve === undefined) return { member: 'cveID', reason: 'entry without cveID' };
  if (!CVE_ID.test(cve)) return { member: 'cveID', key: cve, reason: `"${cve.slice(0, 40)}" is not a CVE id` };
  const added = entry.dateAdded;
  if (typeof added !== 'string' || !DAY.test(added) || !isPartialDate(added)) {
    return {
      member: 'dateAdded',
      key: cve,
      reason: `dateAdded ${JSON.stringify(added) ?? 'missing'} is not a day like 2021-11-03`,
    };
  }
  return { key: cve, version: '', type: 'vulnerability' };
}

function mapEntry(mapping: RowMapping, entry: JsonObject): void {
  const { key, pointer } = mapping.row;
  const subject = mapping.referent(referentId('cve', key), 'vulnerability', key);
  mapping.referent(CATALOGUE, 'database', 'Known Exploited Vulnerabilities Catalog');
  const added = String(entry.dateAdded);
  mapping.claim({
    kind: 'vulnerability-pipeline',
    subject,
    predicate: 'listed-in',
    object: CATALOGUE,
    pointer: pointerTo(pointer, 'dateAdded'),
    quote: added,
    valid: { from: added },
    sourceKey: key,
  });
  for (const [property, predicate] of PROPERTIES) {
    for (const { value, index } of texts(entry[property])) {
      const place = index === undefined ? pointerTo(pointer, property) : pointerTo(pointer, property, index);
      mapping.claim({
        kind: 'record',
        subject,
        predicate,
        object: { value },
        pointer: place,
        quote: value,
        sourceKey: key,
      });
    }
  }
  mapNotes(mapping, entry, subject);
}

function mapNotes(mapping: RowMapping, entry: JsonObject, subject: ReferentId): void {
  const { key, pointer } = mapping.row;
  const urls = new Set((text(entry.notes) ?? '').match(URL_IN_NOTES) ?? []);
  for (const url of urls) {
    mapping.cite(mapping.citations.read({ url }));
    mapping.claim({
      kind: 'record',
      subject,
      predicate: 'reference',
      object: { value: url },
      pointer: pointerTo(pointer, 'notes'),
      quote: url,
      sourceKey: key,
    });
  }
}
