/**
 * Branded identifiers of the evidence model.
 *
 * Invariant: an id is made once, by the function that owns its kind, and never parsed for meaning elsewhere.
 */
declare const brand: unique symbol;
type Branded<Name extends string> = string & { readonly [brand]: Name };

/** `namespace:key`, a thing as one source names it: `stix:intrusion-set--…`, `attack:G0096`, `cve:CVE-2021-44228`. */
export type ReferentId = Branded<'ReferentId'>;
/** SHA-256 (32 hex digits kept) of what identifies the claim. */
export type ClaimId = Branded<'ClaimId'>;
/** `doc:<sha256, 32 hex digits>` for a held document, `cited:<hash of its address or title>` for one we only know of. */
export type DocumentId = Branded<'DocumentId'>;
/** The name of a data set whose releases supersede one another: `attack/enterprise-attack`, `misp-galaxy/threat-actor`. */
export type DatasetId = Branded<'DatasetId'>;

/** Builds a referent id. The namespace is lower case and has no colon; the key is kept as the source writes it. */
export function referentId(namespace: string, key: string): ReferentId {
  return `${namespace}:${key}` as ReferentId;
}

/** The two halves of a referent id. */
export function referentParts(id: ReferentId): { namespace: string; key: string } {
  const colon = id.indexOf(':');
  return { namespace: id.slice(0, colon), key: id.slice(colon + 1) };
}
