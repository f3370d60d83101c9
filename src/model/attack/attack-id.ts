/**
 * ATT&CK ids (T1059.003, G0096, S0154 …) and which kind of STIX object each may stand for.
 *
 * Invariant: an id is only taken from an object of its own kind. Mitigations of old releases carry the id of the
 * technique they belong to; such a mitigation is not the technique.
 */
const KIND_OF_PREFIX: Readonly<Record<string, readonly string[]>> = {
  T: ['attack-pattern'],
  TA: ['x-mitre-tactic'],
  G: ['intrusion-set'],
  S: ['malware', 'tool'],
  C: ['campaign'],
  M: ['course-of-action'],
  A: ['x-mitre-asset'],
  DS: ['x-mitre-data-source'],
  DC: ['x-mitre-data-component'],
  DET: ['x-mitre-detection-strategy'],
  AN: ['x-mitre-analytic'],
};
const ATTACK_ID = /^([A-Z]{1,3})\d{4}(?:\.\d{3})?$/;
const SOURCE_NAMES: ReadonlySet<string> = new Set([
  'mitre-attack',
  'mitre-mobile-attack',
  'mitre-ics-attack',
  'mitre-pre-attack',
]);

/** True when `sourceName` is how ATT&CK marks its own ids in `external_references`. */
export function isAttackSource(sourceName: string): boolean {
  return SOURCE_NAMES.has(sourceName);
}

/** True when the text has the form of an ATT&CK id. */
export function isAttackId(text: string): boolean {
  return kindsOf(text) !== undefined;
}

/** True when an object of this STIX type may carry the id as its own. */
export function attackIdFits(id: string, stixType: string): boolean {
  return kindsOf(id)?.includes(stixType) ?? false;
}

function kindsOf(id: string): readonly string[] | undefined {
  const prefix = ATTACK_ID.exec(id)?.[1];
  return prefix === undefined ? undefined : KIND_OF_PREFIX[prefix];
}
