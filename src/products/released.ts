/**
 * What passed the release gate, as the products take it: values, with no store behind them.
 *
 * Invariant: everything here may go to the audience; counts are made from these claims alone, so what was withheld counts nowhere.
 */
import {
  type Grade,
  type JudgedCredibility,
  type SourceReliability,
  shownCredibility,
} from '../model/admiralty/admiralty.ts';
import { textFragmentAddress } from '../model/evidence/citation-address.ts';
import { sentence } from '../model/evidence/predicates.ts';
import type { Support } from '../model/evidence/support.ts';
import type { TlpLevel } from '../model/tlp/tlp.ts';

export interface ReleasedThing {
  /** The entity's id for this audience. */
  readonly id: string;
  readonly type: string;
  readonly label: string;
  /** The STIX object that stands for it, when one goes out as it came. */
  readonly stixId: string | null;
}

export interface ReleasedDocument {
  readonly id: string;
  readonly kind: 'report' | 'dataset' | 'starter';
  readonly held: boolean;
  readonly title: string | null;
  readonly publisher: string | null;
  readonly published: string | null;
  readonly url: string | null;
  readonly evidenceClass: string;
  readonly reliability: SourceReliability;
}

export interface ReleasedClaim {
  readonly id: string;
  readonly kind: string;
  readonly subject: ReleasedThing;
  readonly predicate: string;
  readonly object: ReleasedThing | { readonly value: string } | null;
  readonly negated: boolean;
  readonly qualifiers: Readonly<Record<string, string>>;
  readonly quote: string | null;
  /** Our own words for a passage that we do not hold. */
  readonly statement: string | null;
  readonly span: {
    readonly type: 'text' | 'data' | 'cited';
    readonly start?: number;
    readonly end?: number;
    readonly pointer?: string;
    readonly place?: string;
    readonly fragment?: { readonly start: string; readonly end?: string };
  };
  readonly document: ReleasedDocument;
  readonly cited: ReleasedDocument | null;
  readonly via: string | null;
  readonly speaker: { readonly name: string; readonly named: boolean; readonly chain: readonly string[] } | null;
  readonly hedges: readonly string[];
  readonly basis: string;
  readonly evidenceClass: string;
  readonly valid: { readonly from: string | null; readonly to: string | null };
  readonly published: string | null;
  readonly recordedAt: string;
  readonly obtained: { readonly how: string; readonly version: string };
  readonly status: string;
  readonly tlp: TlpLevel;
  readonly markingStatements: readonly string[];
  readonly origin: { readonly id: string; readonly held: boolean };
  readonly report: string | null;
  readonly credibility: JudgedCredibility | null;
  readonly contested: boolean;
}

/** Claims that say the same, with what stands behind them as this audience may count it. */
export interface ReleasedStatement {
  readonly claims: readonly [ReleasedClaim, ...ReleasedClaim[]];
  readonly sentence: string;
  readonly support: Support;
  readonly grade: Grade;
  readonly tlp: TlpLevel;
}

export function isThing(object: ReleasedClaim['object']): object is ReleasedThing {
  return object !== null && 'id' in object;
}

/** Where the words were read: the cited report where there is one. */
export function sourceOf(claim: ReleasedClaim): ReleasedDocument {
  return claim.cited ?? claim.document;
}

/** The place in the source in words: "page 3", "characters 10–20", a JSON Pointer. */
export function placeOf(claim: ReleasedClaim): string {
  const { span } = claim;
  if (span.type === 'cited') return span.place ?? '';
  return span.type === 'data' ? (span.pointer ?? '') : `characters ${span.start ?? 0}–${span.end ?? 0}`;
}

/** The address that opens the passage; null when none is known or it is not one of the web. */
export function addressOf(claim: ReleasedClaim): string | null {
  const { url } = sourceOf(claim);
  if (url === null || !/^https?:\/\//i.test(url) || !URL.canParse(url)) return null;
  return claim.span.type === 'cited' ? textFragmentAddress(url, claim.span.fragment) : url;
}

export function sentenceOf(claim: ReleasedClaim): string {
  const { object } = claim;
  return sentence({
    subject: claim.subject.label,
    predicate: claim.predicate,
    object: object === null ? undefined : isThing(object) ? object.label : object.value,
    negated: claim.negated,
    qualifiers: claim.qualifiers,
  });
}

const STATEMENT_QUALIFIERS = ['title', 'line', 'role', 'status'] as const;

/** Same key, same statement: as propositions are derived, with the audience's own groups for ends. */
export function statementKey(claim: ReleasedClaim): string {
  const { object } = claim;
  return JSON.stringify([
    claim.subject.id,
    claim.predicate,
    object === null ? 'n' : isThing(object) ? `r${object.id}` : `v${object.value}`,
    claim.negated,
    ...STATEMENT_QUALIFIERS.map((name) => claim.qualifiers[name] ?? ''),
  ]);
}

/** What is counted of claims that say the same. */
export interface CountedClaims {
  readonly reports_held: number;
  readonly reports_cited: number;
  readonly origins_held: number;
  readonly origins: number;
  readonly contested: boolean;
  readonly unreviewed: number;
}

/** `supportOf` turns the counts into support by the same rule as every page does. */
export function statementOf(
  claims: readonly [ReleasedClaim, ...ReleasedClaim[]],
  tlp: TlpLevel,
  supportOf: (counted: CountedClaims) => Support,
): ReleasedStatement {
  const counted = claims.filter((claim) => claim.status !== 'machine');
  const support = supportOf(countClaims(claims, counted));
  const sources = (counted.length > 0 ? counted : claims).map((claim) => sourceOf(claim).reliability).sort();
  const judged = claims
    .map((claim) => claim.credibility)
    .filter((value) => value !== null)
    .sort((a, b) => a - b)[0];
  return {
    claims,
    sentence: sentenceOf(claims[0]),
    support,
    grade: {
      sourceReliability: sources[0] ?? 'F',
      informationCredibility: shownCredibility(judged, support.low >= 2 ? support.originsHeld : 0),
    },
    tlp,
  };
}

function countClaims(claims: readonly ReleasedClaim[], counted: readonly ReleasedClaim[]): CountedClaims {
  const distinct = (values: readonly (string | null)[]): number =>
    new Set(values.filter((value) => value !== null)).size;
  const held = counted.filter((claim) => claim.origin.held);
  return {
    reports_held: distinct(held.map((claim) => claim.report)),
    reports_cited: distinct(counted.filter((claim) => !claim.origin.held).map((claim) => claim.report)),
    origins_held: distinct(held.map((claim) => claim.origin.id)),
    origins: distinct(counted.map((claim) => claim.origin.id)),
    contested: claims.some((claim) => claim.contested),
    unreviewed: claims.length - counted.length,
  };
}
