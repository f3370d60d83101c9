/** The contract's values in the words a person reads; the page uses the same ones. */
import type { Support } from '../api/contract/common.ts';
import type { ClaimKind, EntityType } from '../model/evidence/claim.ts';
import type { EvidenceClass } from '../model/evidence/document.ts';
import { plural } from './terminal-text.ts';

export const KIND_TITLES: Readonly<Record<ClaimKind, string>> = {
  'organisation-structure': 'Organisation',
  'person-role': 'People and offices',
  'contractor-relation': 'Contractors',
  'vulnerability-pipeline': 'Vulnerabilities',
  campaign: 'Campaigns and attribution',
  target: 'Targets',
  'policy-law': 'Policy and law',
  indictment: 'Charges and sanctions',
  capability: 'Capabilities',
  trend: 'Trends',
  name: 'Names',
  record: 'Records of data sets',
};

export function typeWords(type: EntityType): string {
  return type.replaceAll('-', ' ');
}

export const EVIDENCE_WORDS: Readonly<Record<EvidenceClass, string>> = {
  court: 'court record',
  sanction: 'sanctions notice',
  registry: 'registry',
  law: 'law',
  government: 'government',
  vendor: 'vendor',
  leak: 'leak',
  academic: 'academic',
  press: 'press',
  dataset: 'data set',
  unstated: 'kind not stated',
};

/** "2 reports · 0 origins held, 2 cited": reports are never counted without their origins. */
export function supportWords(support: Support): string {
  const { originsHeld, originsCited, low, high, unreviewed } = support;
  const reports = plural(support.reportsHeld + support.reportsCited, 'report');
  const origins = `${plural(originsHeld, 'origin')} held, ${originsCited.toLocaleString('en')} cited`;
  const range = low === high ? '' : `, ${low}–${high} independent`;
  const waiting = unreviewed > 0 ? ` · ${unreviewed.toLocaleString('en')} unreviewed` : '';
  return `${reports} · ${origins}${range}${waiting}`;
}

/** "2012 to 2019", "from March 2012", "until 2019"; nothing where no time was said. */
export function validWords(valid: { from: string | null; to: string | null }): string {
  if (valid.from !== null && valid.to !== null)
    return valid.from === valid.to ? `in ${valid.from}` : `${valid.from} to ${valid.to}`;
  if (valid.from !== null) return `from ${valid.from}`;
  return valid.to === null ? '' : `until ${valid.to}`;
}

export function duration(milliseconds: number): string {
  if (milliseconds < 950) return `${Math.round(milliseconds)} ms`;
  if (milliseconds < 90_000) return `${(milliseconds / 1000).toFixed(1)} s`;
  return `${Math.round(milliseconds / 60_000)} min`;
}

export function byteWords(bytes: number): string {
  if (bytes < 1024) return `${bytes} bytes`;
  if (bytes < 1024 ** 2) return `${(bytes / 1024).toFixed(1)} KiB`;
  return `${(bytes / 1024 ** 2).toFixed(1)} MiB`;
}

const LIVE_TYPES = ['url', 'domain-name', 'ipv4-addr', 'ipv6-addr', 'email-addr'];

/** A malicious address as a person may read it without opening it by mistake: `hxxp://bad[.]example`. */
export function defanged(type: string, value: string): string {
  if (!LIVE_TYPES.includes(type)) return value;
  return value
    .replace(/^(h)tt(ps?:)/i, '$1xx$2')
    .replaceAll('.', '[.]')
    .replace(/:(?=[\da-f]*$)/i, type === 'ipv6-addr' ? '[:]' : ':');
}
