/** Made-up names for the tests of claims: no real body, person or group. */
import type { KnownName } from '../../model/evidence/extraction.ts';
import { buildAliasMatcher } from './alias-matcher.ts';

const NAMES: readonly KnownName[] = [
  { name: 'Amber Kestrel', entity: 'actor:kestrel', type: 'intrusion-set' },
  { name: 'APT77', entity: 'actor:kestrel', type: 'intrusion-set' },
  { name: 'Glass Heron', entity: 'actor:heron', type: 'intrusion-set' },
  { name: '琥珀隼', entity: 'actor:kestrel', type: 'intrusion-set' },
  { name: 'GlintRAT', entity: 'malware:glint', type: 'malware' },
  { name: 'MossLoader', entity: 'malware:moss', type: 'malware' },
  { name: 'Ministry of Harbour Affairs', entity: 'body:mha', type: 'government-body' },
  { name: 'MHA', entity: 'body:mha', type: 'government-body' },
  { name: '港口事务部', entity: 'body:mha', type: 'government-body' },
  { name: 'Northern Harbour Bureau', entity: 'body:nhb', type: 'government-body' },
  { name: '北港事务局', entity: 'body:nhb', type: 'government-body' },
  { name: 'Treasury of Aldavia', entity: 'body:treasury', type: 'government-body' },
  { name: 'Blue Delta Technology', entity: 'company:delta', type: 'company' },
  { name: '蓝三角科技有限公司', entity: 'company:delta', type: 'company' },
  { name: 'Aldavia', entity: 'place:aldavia', type: 'location' },
  { name: 'Orsenna', entity: 'place:orsenna', type: 'location' },
  { name: '奥森纳', entity: 'place:orsenna', type: 'location' },
  { name: 'Juno Marsh', entity: 'person:marsh', type: 'person' },
  { name: '林远航', entity: 'person:lin', type: 'person' },
];

export const CLAIM_FIXTURE_MATCHER = buildAliasMatcher(NAMES);
