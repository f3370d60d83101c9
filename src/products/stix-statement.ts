/**
 * A statement that came from no STIX source as a STIX 2.1 object.
 *
 * Between two things it is a relationship. What STIX relationships cannot say (that something is not so, that it is not publicly stated, that
 * a thing has a value) is a note about the things it concerns, in a sentence: a reader that ignores notes is then never told the opposite.
 */
import { stixConfidence } from '../model/admiralty/stix-confidence.ts';
import { earliestDay, isPartialDate, latestDay } from '../model/evidence/time.ts';
import { isThing, type ReleasedStatement, type ReleasedThing, statementKey } from './released.ts';
import { claimEvidence, externalReferences, supportEvidence } from './stix-evidence.ts';
import { EXTENSION_ID, ownStixId, PRODUCER_ID, type StixObject } from './stix-identity.ts';
import { markingRefs } from './stix-marking.ts';
import { stixIdOf, stixTime } from './stix-thing.ts';

export function stixStatement(statement: ReleasedStatement): StixObject {
  const [first] = statement.claims;
  return isThing(first.object) && !first.negated
    ? relationship(statement, first.subject, first.object)
    : note(statement, isThing(first.object) ? [first.subject, first.object] : [first.subject]);
}

function relationship(statement: ReleasedStatement, source: ReleasedThing, target: ReleasedThing): StixObject {
  return {
    ...common('relationship', statement),
    relationship_type: relationshipType(statement.claims[0].predicate),
    description: `${statement.sentence}.`,
    source_ref: stixIdOf(source),
    target_ref: stixIdOf(target),
    ...period(statement),
    ...evidence(statement),
  };
}

function note(statement: ReleasedStatement, about: readonly ReleasedThing[]): StixObject {
  return {
    ...common('note', statement),
    content: `${statement.sentence}.`,
    object_refs: [...new Set(about.map(stixIdOf))],
    ...evidence(statement),
  };
}

function common(type: string, statement: ReleasedStatement): { type: string; id: string; [property: string]: unknown } {
  const recorded = statement.claims.map((claim) => claim.recordedAt).sort();
  return {
    type,
    spec_version: '2.1',
    id: ownStixId(type, statementKey(statement.claims[0])),
    created_by_ref: PRODUCER_ID,
    created: stixTime(recorded[0]!),
    modified: stixTime(recorded.at(-1)!),
  };
}

function evidence(statement: ReleasedStatement): Record<string, unknown> {
  const { claims } = statement;
  const confidence = stixConfidence(statement.grade);
  return {
    ...(claims.every((claim) => claim.status === 'machine') && { labels: ['machine-read'] }),
    ...(confidence !== undefined && { confidence }),
    external_references: externalReferences(claims),
    object_marking_refs: markingRefs(
      statement.tlp,
      claims.flatMap((claim) => claim.markingStatements),
    ),
    extensions: {
      [EXTENSION_ID]: {
        extension_type: 'property-extension',
        support: supportEvidence(statement),
        claims: claims.map(claimEvidence),
      },
    },
  };
}

/** STIX 2.1, section 5.1: lower case, digits and hyphens. */
function relationshipType(predicate: string): string {
  const type = predicate
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');
  return type === '' ? 'related-to' : type;
}

/** The widest reading of what the sources say; open where any of them leaves it open. */
function period(statement: ReleasedStatement): { start_time?: string; stop_time?: string } {
  const from = statement.claims.map((claim) => claim.valid.from);
  const to = statement.claims.map((claim) => claim.valid.to);
  const start = from.includes(null) ? undefined : earliest(from.filter(isDate).map(earliestDay));
  const stop = to.includes(null) ? undefined : earliest(to.filter(isDate).map(latestDay), -1);
  return {
    ...(start !== undefined && { start_time: `${start}T00:00:00.000Z` }),
    // A stop before the start would be refused by readers; the sources' own dates are in the extension.
    ...(stop !== undefined && (start === undefined || stop >= start) && { stop_time: `${stop}T23:59:59.999Z` }),
  };
}

function isDate(date: string | null): date is string {
  return date !== null && isPartialDate(date);
}

/** First of the days in order; with -1 the last. */
function earliest(days: readonly string[], at: 0 | -1 = 0): string | undefined {
  return [...days].sort().at(at);
}
