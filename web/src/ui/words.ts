/**
 * The words the page uses for the vocabularies of the wire types: one place, so that a kind or type is never called two things.
 * Grade words are those of NATO AJP-2.1, "Admiralty" reliability and credibility scales.
 */
import type { ClaimKind, EntityType, EvidenceClass, Reliability, Support } from '../api/contract.ts';

export const KIND_WORDS: Readonly<Record<ClaimKind, string>> = {
  'organisation-structure': 'Organisation',
  'person-role': 'Offices and roles',
  'contractor-relation': 'Contractors',
  'vulnerability-pipeline': 'Vulnerability pipeline',
  campaign: 'Attribution and campaigns',
  target: 'Targets',
  'policy-law': 'Law and policy',
  indictment: 'Charges and sanctions',
  capability: 'Capabilities',
  trend: 'Trends',
  name: 'Names',
  record: 'Records',
};

export const TYPE_WORDS: Readonly<Record<EntityType, string>> = {
  'government-body': 'government body',
  company: 'company',
  organization: 'organisation',
  person: 'person',
  'intrusion-set': 'intrusion set',
  'threat-actor': 'threat actor',
  campaign: 'campaign',
  incident: 'incident',
  malware: 'malware',
  tool: 'tool',
  'attack-pattern': 'technique',
  vulnerability: 'vulnerability',
  'course-of-action': 'mitigation',
  infrastructure: 'infrastructure',
  indicator: 'indicator',
  identity: 'identity',
  location: 'place',
  sector: 'sector',
  law: 'law',
  case: 'court case',
  advisory: 'advisory',
  database: 'database',
  report: 'report',
  product: 'product',
  other: 'other',
};

export const EVIDENCE_CLASS_WORDS: Readonly<Record<EvidenceClass, string>> = {
  court: 'court record',
  sanction: 'sanctions notice',
  registry: 'public registry',
  law: 'law',
  government: 'government',
  vendor: 'vendor',
  leak: 'leak',
  academic: 'academic',
  press: 'press',
  dataset: 'data set',
  unstated: 'class not stated',
};

export const RELIABILITY_WORDS: Readonly<Record<Reliability, string>> = {
  A: 'reliable',
  B: 'usually reliable',
  C: 'fairly reliable',
  D: 'not usually reliable',
  E: 'unreliable',
  F: 'reliability not judged',
};

export const CREDIBILITY_WORDS: Readonly<Record<number, string>> = {
  1: 'confirmed by two independent origins held',
  2: 'probably true',
  3: 'possibly true',
  4: 'doubtful',
  5: 'improbable',
  6: 'truth not judged',
};

export const BASIS_WORDS = {
  telemetry: 'own telemetry',
  interview: 'own interview',
  record: 'court or registry record',
  leak: 'leaked material',
  unstated: 'basis not stated',
} as const;

export const OBTAINED_WORDS = {
  import: 'structured import',
  dictionary: 'found by dictionary',
  pattern: 'read by a sentence pattern',
  model: 'read by a model',
  analyst: 'entered by an analyst',
} as const;

export function count(value: number, one: string, many = `${one}s`): string {
  return `${value.toLocaleString('en-GB')} ${value === 1 ? one : many}`;
}

/** "3 reports · 1 origin held, 1 cited". A number of reports never stands without its number of origins. */
export function supportWords(support: Support): string {
  const { originsHeld: held, originsCited: cited, low, high } = support;
  if (held + cited === 0 && support.unreviewed > 0) return 'nothing reviewed yet';
  const reports = count(support.reportsHeld + support.reportsCited, 'report');
  const origins =
    held + cited === 0
      ? 'no origin known'
      : cited === 0
        ? `${count(held, 'origin')} held`
        : held === 0
          ? `${count(cited, 'origin')} cited, none held`
          : `${count(held, 'origin')} held, ${cited} cited`;
  return `${reports} · ${origins}${low === high || held + cited === 0 ? '' : ` (${low}–${high})`}`;
}
