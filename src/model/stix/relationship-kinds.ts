/**
 * Which kind of statement a STIX relationship makes.
 *
 * One table: relationship types of STIX 2.1 (appendix B "Relationship Summary Table"), of ATT&CK and of OpenCTI.
 * A type that is not listed is a `record`: it is kept and shown, and no analysis builds on it.
 */
import type { ClaimKind } from '../evidence/claim.ts';

const KIND_OF_RELATIONSHIP: Readonly<Record<string, ClaimKind>> = {
  // What an actor or its software can do, and with what.
  uses: 'capability',
  delivers: 'capability',
  drops: 'capability',
  downloads: 'capability',
  'authored-by': 'capability',
  'variant-of': 'capability',
  controls: 'capability',
  'beacons-to': 'capability',
  'exfiltrates-to': 'capability',
  'communicates-with': 'capability',
  hosts: 'capability',
  owns: 'capability',
  'consists-of': 'capability',
  provides: 'capability',
  // Whom it is aimed at.
  targets: 'target',
  compromises: 'target',
  impersonates: 'target',
  // Who stands behind it.
  'attributed-to': 'campaign',
  'participates-in': 'campaign',
  'cooperates-with': 'campaign',
  'sighting-of': 'campaign',
  // Weaknesses on their way to use.
  exploits: 'vulnerability-pipeline',
  // Where bodies stand and to whom they belong.
  'located-at': 'organisation-structure',
  'originates-from': 'organisation-structure',
  'part-of': 'organisation-structure',
  'belongs-to': 'organisation-structure',
  'subsidiary-of': 'organisation-structure',
  'employed-by': 'person-role',
  'works-for': 'person-role',
};

/** Where the ends decide: `relationship source target`, `*` for any. */
const KIND_OF_ENDS: Readonly<Record<string, ClaimKind>> = {
  'targets * vulnerability': 'vulnerability-pipeline',
  'has * vulnerability': 'vulnerability-pipeline',
  // Software attributed to its author is capability, not the attribution of a campaign.
  'attributed-to malware *': 'capability',
  'attributed-to tool *': 'capability',
};

/** The claim kind of `source --relationshipType→ target`, the ends given as STIX types. */
export function claimKindOfRelationship(relationshipType: string, sourceType: string, targetType: string): ClaimKind {
  return (
    KIND_OF_ENDS[`${relationshipType} ${sourceType} ${targetType}`] ??
    KIND_OF_ENDS[`${relationshipType} * ${targetType}`] ??
    KIND_OF_ENDS[`${relationshipType} ${sourceType} *`] ??
    KIND_OF_ENDS[`${relationshipType} * *`] ??
    KIND_OF_RELATIONSHIP[relationshipType] ??
    'record'
  );
}
