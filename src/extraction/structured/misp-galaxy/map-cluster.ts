/**
 * A galaxy cluster as claims.
 *
 * A cluster lists its references without saying which of them carries which statement: so the cluster itself is the
 * origin of what it states, and each reference is recorded on its own.
 */
import { attackIdFits } from '../../../model/attack/attack-id.ts';
import { plainText } from '../../../model/attack/citation-marker.ts';
import type { ClaimKind } from '../../../model/evidence/claim.ts';
import { type ReferentId, referentId } from '../../../model/evidence/identifiers.ts';
import { isJsonObject, type JsonObject, objects, pointerTo, slug, text, texts } from '../row-json.ts';
import type { RowMapping } from '../row-mapping.ts';
import { entityTypeOfGalaxy, isActor, relationOf, stixTypeOfGalaxy } from './galaxy-types.ts';
import { mapClusterNames } from './map-names.ts';

const SUSPECTED = [{ text: 'suspected' }] as const;
const ISO_COUNTRY = /^[A-Z]{2}$/;
const LIKELIHOOD = /estimative-language:likelihood-probability="([^"]+)"/;
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

export function mapCluster(mapping: RowMapping, cluster: JsonObject): void {
  const galaxy = mapping.row.type;
  const type = entityTypeOfGalaxy(galaxy);
  const subject = mapping.referent(referentId('misp', mapping.row.key), type, String(cluster.value), galaxy);
  const meta = isJsonObject(cluster.meta) ? cluster.meta : {};
  mapClusterNames(mapping, cluster, subject);
  mapIdentifiers(mapping, cluster, meta, subject);
  mapDescription(mapping, cluster, subject);
  mapCountries(mapping, meta, subject, isActor(type));
  mapTargets(mapping, meta, subject);
  mapOrganisation(mapping, meta, subject);
  mapRelated(mapping, cluster, subject);
  mapReferences(mapping, meta, subject);
}

interface Statement {
  readonly kind: ClaimKind;
  readonly predicate: string;
  readonly object: ReferentId | { readonly value: string } | { readonly type: 'not-stated' };
  readonly path: readonly (string | number)[];
  readonly quote: string;
  readonly qualifiers?: Readonly<Record<string, string>> | undefined;
  readonly suspected?: boolean;
}

function state(mapping: RowMapping, subject: ReferentId, statement: Statement): void {
  const { kind, predicate, object, path, quote, qualifiers } = statement;
  mapping.claim({
    kind,
    subject,
    predicate,
    object,
    pointer: pointerTo(mapping.row.pointer, ...path),
    quote,
    qualifiers,
    hedges: statement.suspected ? SUSPECTED : undefined,
    // Two members of `meta` that say the same ("country", "cfr-suspected-state-sponsor") are two statements.
    sourceKey: `${mapping.row.key}|${path.filter((part) => typeof part === 'string').join('/')}`,
  });
}

/** Members of a list in `meta`, each with its place. */
function listed(meta: JsonObject, name: string): { value: string; path: (string | number)[] }[] {
  return texts(meta[name]).map(({ value, index }) => ({
    value,
    path: index === undefined ? ['meta', name] : ['meta', name, index],
  }));
}

/** Galaxies made from ATT&CK keep its UUIDs and ids; country lists carry ISO codes. */
function mapIdentifiers(mapping: RowMapping, cluster: JsonObject, meta: JsonObject, subject: ReferentId): void {
  const { key, type: galaxy } = mapping.row;
  const stixType = stixTypeOfGalaxy(galaxy);
  const entityType = entityTypeOfGalaxy(galaxy);
  if (stixType !== undefined) {
    const stix = referentId('stix', `${stixType}--${key}`);
    mapping.same(subject, stix);
    const id = text(meta.external_id);
    if (id !== undefined && attackIdFits(id, stixType) && cluster.revoked !== true) {
      mapping.same(subject, mapping.referent(referentId('attack', id), entityType, id, stixType));
    }
  }
  if (cluster.revoked === true) {
    state(mapping, subject, {
      kind: 'record',
      predicate: 'status',
      object: { value: 'revoked' },
      path: ['revoked'],
      quote: 'true',
    });
  }
  // Actors' target sectors are written in the words of this list.
  if (galaxy === 'sector') {
    const name = String(cluster.value);
    mapping.same(subject, mapping.referent(referentId('sector', slug(name)), 'sector', name.trim()));
  }
  if (galaxy === 'country' || galaxy === 'target-information') mapCountryCode(mapping, cluster, meta, subject);
}

function mapCountryCode(mapping: RowMapping, cluster: JsonObject, meta: JsonObject, subject: ReferentId): void {
  const code = texts(meta.ISO ?? meta['iso-code'])
    .map((entry) => entry.value)
    .find((value) => ISO_COUNTRY.test(value));
  if (code === undefined) return;
  const country = mapping.referent(referentId('country', code), 'location', code);
  mapping.same(subject, country);
  const name = mapping.row.type === 'country' ? text(cluster.description) : text(cluster.value);
  if (name === undefined) return;
  mapping.same(country, mapping.referent(referentId('country-name', name), 'location', name));
}

function mapDescription(mapping: RowMapping, cluster: JsonObject, subject: ReferentId): void {
  const words = text(cluster.description);
  const value = words && plainText(words);
  if (value)
    state(mapping, subject, {
      kind: 'record',
      predicate: 'description',
      object: { value },
      path: ['description'],
      quote: words,
    });
}

function mapCountries(mapping: RowMapping, meta: JsonObject, subject: ReferentId, actor: boolean): void {
  const kind: ClaimKind = actor ? 'campaign' : 'organisation-structure';
  const predicate = actor ? 'attributed-to' : 'located-in';
  const confidence = text(meta['attribution-confidence']);
  const qualifiers = confidence === undefined ? undefined : { 'attribution-confidence': confidence };
  for (const { value, path } of listed(meta, 'country')) {
    const object = ISO_COUNTRY.test(value)
      ? mapping.referent(referentId('country', value), 'location', value)
      : countryByName(mapping, value);
    state(mapping, subject, { kind, predicate, object, path, quote: value, qualifiers });
  }
  for (const { value, path } of listed(meta, 'cfr-suspected-state-sponsor')) {
    const object = value === 'Unknown' ? ({ type: 'not-stated' } as const) : countryByName(mapping, value);
    state(mapping, subject, {
      kind: 'campaign',
      predicate: 'attributed-to',
      object,
      path,
      quote: value,
      suspected: true,
    });
  }
}

function countryByName(mapping: RowMapping, name: string): ReferentId {
  return mapping.referent(referentId('country-name', name), 'location', name);
}

/** Lists of victims mix countries with bodies: a bank, an alliance, an agency. Their names give most of them away. */
const BODY =
  /^[A-Z&]{3,}$|&|\b(?:Agency|Association|Banc\w*|Bank|Commission|Committee|Company|Cooperation|Corporation|Council|Entertainment|Federations|Group|Institute|Ministry|NATO|Organi[sz]ation|University|[Aa]ctivists|[Ee]xchanges|[Ss]ector|[Ww]ebsites)\b/;

function mapTargets(mapping: RowMapping, meta: JsonObject, subject: ReferentId): void {
  for (const list of ['cfr-suspected-victims', 'suspected-victims']) {
    for (const { value, path } of listed(meta, list)) {
      const object = BODY.test(value)
        ? mapping.referent(referentId('victim-name', value), 'other', value)
        : countryByName(mapping, value);
      state(mapping, subject, { kind: 'target', predicate: 'targets', object, path, quote: value, suspected: true });
    }
  }
  for (const { value, path } of listed(meta, 'observed_countries')) {
    if (!ISO_COUNTRY.test(value)) continue;
    const object = mapping.referent(referentId('country', value), 'location', value);
    state(mapping, subject, { kind: 'target', predicate: 'targets', object, path, quote: value });
  }
  for (const list of ['cfr-target-category', 'targeted-sector', 'target-category', 'target_categories']) {
    for (const { value, path } of listed(meta, list)) {
      const key = slug(value);
      if (key === '') continue;
      const object = mapping.referent(referentId('sector', key), 'sector', value.trim());
      state(mapping, subject, { kind: 'target', predicate: 'targets', object, path, quote: value });
    }
  }
}

/** Bodies named in lists of institutions: who supervises them, what belongs to them. */
function mapOrganisation(mapping: RowMapping, meta: JsonObject, subject: ReferentId): void {
  const lists = [
    ['supervising agencies', 'subordinate-to', 'agency-name', 'government-body'],
    ['subsidiaries', 'has-part', 'organization-name', 'organization'],
    ['major defence laboratories', 'has-part', 'organization-name', 'organization'],
  ] as const;
  for (const [list, predicate, namespace, type] of lists) {
    for (const { value, path } of listed(meta, list)) {
      const object = mapping.referent(referentId(namespace, value.trim()), type, value.trim());
      state(mapping, subject, { kind: 'organisation-structure', predicate, object, path, quote: value });
    }
  }
}

function mapRelated(mapping: RowMapping, cluster: JsonObject, subject: ReferentId): void {
  for (const { value, index } of objects(cluster.related)) {
    const uuid = text(value['dest-uuid']);
    const type = text(value.type);
    const path = ['related', index, 'dest-uuid'];
    if (uuid === undefined || type === undefined || !UUID.test(uuid)) {
      mapping.issue(pointerTo(mapping.row.pointer, 'related', index), 'related entry without a dest-uuid and a type');
      continue;
    }
    const likelihood = texts(value.tags)
      .map((tag) => LIKELIHOOD.exec(tag.value)?.[1])
      .find((found) => found !== undefined);
    state(mapping, subject, {
      ...relationOf(type),
      object: referentId('misp', uuid.toLowerCase()),
      path,
      quote: uuid,
      qualifiers: likelihood === undefined ? undefined : { likelihood },
    });
  }
}

function mapReferences(mapping: RowMapping, meta: JsonObject, subject: ReferentId): void {
  for (const list of ['refs', 'official-refs', 'references', 'sources', 'links']) {
    for (const { value, path } of listed(meta, list)) {
      const url = value.trim();
      mapping.cite(mapping.citations.read({ url }));
      state(mapping, subject, { kind: 'record', predicate: 'reference', object: { value: url }, path, quote: value });
    }
  }
}
