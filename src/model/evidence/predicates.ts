/**
 * Predicates in plain words, so that every statement reads as a sentence.
 *
 * Relationship names are STIX 2.1's where it has one ("uses", "attributed-to", "targets", section 3 and the SDO tables); the rest are ours and
 * explained in docs/glossary.md. A predicate that is not listed is still a claim; it reads as its own words.
 */
interface PredicateWords {
  /** Subject first. */
  readonly active: string;
  readonly negated: string;
}

const WORDS: Readonly<Record<string, PredicateWords>> = {
  'subordinate-to': { active: 'is subordinate to', negated: 'is not subordinate to' },
  'guided-by': { active: 'takes professional guidance from', negated: 'takes no professional guidance from' },
  'part-of': { active: 'is part of', negated: 'is not part of' },
  'successor-of': { active: 'is the successor of', negated: 'is not the successor of' },
  'cover-name-of': { active: 'is a cover name of', negated: 'is not a cover name of' },
  'located-in': { active: 'is in', negated: 'is not in' },
  'located-at': { active: 'is at', negated: 'is not at' },
  'originates-from': { active: 'originates from', negated: 'does not originate from' },
  'holds-office': { active: 'holds office in', negated: 'holds no office in' },
  'front-for': { active: 'is described as a front for', negated: 'is said not to be a front for' },
  'contractor-of': { active: 'is described as a contractor of', negated: 'is said not to be a contractor of' },
  'subcontractor-of': { active: 'is described as a subcontractor of', negated: 'is said not to be a subcontractor of' },
  'supplier-of': { active: 'is described as a supplier of', negated: 'is said not to be a supplier of' },
  trains: { active: 'trains staff for', negated: 'does not train staff for' },
  'employed-by': { active: 'is said to work for', negated: 'is said not to work for' },
  'acted-in-association-with': {
    active: 'is alleged to have acted in association with',
    negated: 'is said not to have acted with',
  },
  'attributed-to': { active: 'is attributed to', negated: 'is said not to be' },
  compromises: { active: 'compromises', negated: 'does not compromise' },
  targets: { active: 'is said to target', negated: 'is said not to target' },
  uses: { active: 'is said to use', negated: 'is said not to use' },
  exploits: { active: 'is said to exploit', negated: 'is said not to exploit' },
  operates: { active: 'operates', negated: 'does not operate' },
  lists: { active: 'lists', negated: 'does not list' },
  'listed-in': { active: 'is listed in', negated: 'is not listed in' },
  'must-report-to': { active: 'must report to', negated: 'need not report to' },
  requires: { active: 'requires:', negated: 'does not require:' },
  'adopted-on': { active: 'was adopted on', negated: 'was not adopted on' },
  'in-force-from': { active: 'is in force from', negated: 'is not in force from' },
  'amended-by': { active: 'was amended by', negated: 'was not amended by' },
  'charged-in': { active: 'was charged in', negated: 'was not charged in' },
  'charged-with': { active: 'was charged with', negated: 'was not charged with' },
  'case-status': { active: 'has the status:', negated: 'does not have the status:' },
  'sanctioned-by': { active: 'was sanctioned by', negated: 'was not sanctioned by' },
  issued: { active: 'issued', negated: 'did not issue' },
  disputes: { active: 'disputes', negated: 'does not dispute' },
  name: { active: 'is named', negated: 'is not named' },
  alias: { active: 'is also called', negated: 'is not called' },
  'similar-to': { active: 'is listed as similar to', negated: 'is listed as not similar to' },
  description: { active: 'is described:', negated: 'is not described:' },
  status: { active: 'is marked', negated: 'is not marked' },
  platform: { active: 'runs on', negated: 'does not run on' },
  tactic: { active: 'serves the tactic', negated: 'does not serve the tactic' },
  mitigates: { active: 'mitigates', negated: 'does not mitigate' },
  detects: { active: 'detects', negated: 'does not detect' },
  indicates: { active: 'indicates', negated: 'does not indicate' },
  'subtechnique-of': { active: 'is a sub-technique of', negated: 'is not a sub-technique of' },
  'revoked-by': { active: 'was replaced by', negated: 'was not replaced by' },
  'variant-of': { active: 'is a variant of', negated: 'is not a variant of' },
  'related-to': { active: 'is related to', negated: 'is not related to' },
  'refers-to': { active: 'refers to', negated: 'does not refer to' },
  'sighting-of': { active: 'is a sighting of', negated: 'is no sighting of' },
  reference: { active: 'has the reference', negated: 'lacks the reference' },
  epss: { active: 'has the EPSS score', negated: 'lacks the EPSS score' },
};

/** What a claim says, in words. `object` undefined means that the public record does not say. */
export function sentence(claim: {
  subject: string;
  predicate: string;
  object: string | undefined;
  negated: boolean;
  qualifiers?: Readonly<Record<string, string>>;
}): string {
  const words = WORDS[claim.predicate];
  const verb = words
    ? claim.negated
      ? words.negated
      : words.active
    : `${claim.negated ? 'not ' : ''}${claim.predicate.replaceAll('-', ' ')}`;
  const title = claim.qualifiers?.title;
  if (claim.object === undefined) return `What ${claim.subject} ${verb} is not publicly stated`;
  if (claim.predicate === 'states') return `${claim.subject}: ${claim.negated ? 'not ' : ''}${claim.object}`;
  if (title !== undefined && claim.predicate === 'holds-office') {
    return `${claim.subject} ${claim.negated ? 'is not' : 'holds office as'} ${title}, ${claim.object}`;
  }
  return `${claim.subject} ${verb} ${claim.object}${title === undefined ? '' : ` (${title})`}`;
}

/** Predicates that the ecosystem map draws, from the more to the less structural. */
export const MAP_PREDICATES = [
  'subordinate-to',
  'guided-by',
  'part-of',
  'cover-name-of',
  'successor-of',
  'holds-office',
  'front-for',
  'contractor-of',
  'subcontractor-of',
  'supplier-of',
  'trains',
  'employed-by',
  'acted-in-association-with',
  'attributed-to',
  'operates',
] as const;
