/**
 * The evidence class of a report as far as its host alone tells it.
 *
 * Deliberately small: a host that is not plainly one thing is `unstated`, and a person or a source list may say more.
 */

import { normalizeUrl } from '../../model/evidence/citation.ts';
import type { EvidenceClass } from '../../model/evidence/document.ts';

/** Registered names whose site is the voice of one security vendor. */
const VENDOR_HOSTS: ReadonlySet<string> = new Set([
  'bitdefender.com',
  'checkpoint.com',
  'clearskysec.com',
  'crowdstrike.com',
  'cybereason.com',
  'cylance.com',
  'dragos.com',
  'eset.com',
  'f-secure.com',
  'fireeye.com',
  'fortinet.com',
  'group-ib.com',
  'kaspersky.com',
  'mandiant.com',
  'mcafee.com',
  'paloaltonetworks.com',
  'proofpoint.com',
  'ptsecurity.com',
  'recordedfuture.com',
  'secureworks.com',
  'securelist.com',
  'sentinelone.com',
  'sophos.com',
  'symantec.com',
  'talosintelligence.com',
  'trendmicro.com',
  'volexity.com',
  'welivesecurity.com',
  'zscaler.com',
]);

const PRESS_HOSTS: ReadonlySet<string> = new Set([
  'apnews.com',
  'arstechnica.com',
  'bbc.co.uk',
  'bbc.com',
  'bleepingcomputer.com',
  'bloomberg.com',
  'cnn.com',
  'cyberscoop.com',
  'darkreading.com',
  'forbes.com',
  'nytimes.com',
  'reuters.com',
  'securityweek.com',
  'theguardian.com',
  'theregister.com',
  'washingtonpost.com',
  'wired.com',
  'wsj.com',
  'zdnet.com',
]);

export function evidenceClassOfUrl(url: string): EvidenceClass {
  const host = normalizeUrl(url)
    .split(/[/?:#]/, 1)[0]!
    .toLowerCase();
  const labels = host.split('.');
  if (labels.length < 2) return 'unstated';
  const domain = administrativeDomain(labels);
  if (domain !== undefined) return domain;
  if (host === 'arxiv.org') return 'academic';
  for (let from = 0; from < labels.length - 1; from++) {
    const name = labels.slice(from).join('.');
    if (VENDOR_HOSTS.has(name)) return 'vendor';
    if (PRESS_HOSTS.has(name)) return 'press';
  }
  return 'unstated';
}

/** Names that a registry gives to governments and universities only: `x.gov`, `x.gov.uk`, `x.edu`, `x.ac.jp`. */
function administrativeDomain(labels: readonly string[]): EvidenceClass | undefined {
  const last = labels.at(-1)!;
  const name = last.length === 2 ? labels.at(-2)! : last;
  if (['gov', 'mil', 'gob', 'gouv', 'govt'].includes(name)) return 'government';
  if (name === 'edu' || (name === 'ac' && last.length === 2 && labels.length > 2)) return 'academic';
  return undefined;
}
