/**
 * When a known name is also an ordinary word: what the text around it must show.
 *
 * "Play", "Net" and "Hive" are names only where something says so: a word for the kind of thing beside them, quotation
 * marks, or another full name of the same thing in the document. Pure; looks at most 64 code units to either side.
 */

import { isCommonWord } from '../../language/common-words.ts';
import type { EntityType } from '../../model/evidence/claim.ts';

/**
 * - `plain`: matches in any case.
 * - `capitals`: several common words; matches when written like a name.
 * - `context`: one common word, a number or three letters and fewer; exact case, and a sign beside it or elsewhere in the document.
 * - `quoted`: a common word written small ("at"); exact, and only in quotation marks or as a program file.
 */
export type Ambiguity = 'plain' | 'capitals' | 'context' | 'quoted';

export function ambiguityOf(name: string, type: EntityType): Ambiguity {
  const words = name.split(/[\s_-]+/u).filter((word) => word !== '');
  if (words.length === 0 || !/^[\x20-\x7e]+$/.test(name)) return 'plain';
  const everyWordCommon = words.every((word) => isCommonWord(word.toLowerCase()) || /^\d{1,4}$/.test(word));
  if (words.length > 1) return everyWordCommon && type !== 'sector' ? 'capitals' : 'plain';
  const short = name.length <= 3 || /^\d+$/.test(name);
  if (!everyWordCommon && !short) return 'plain';
  return /[A-Z\d]/.test(name) || type === 'sector' ? 'context' : 'quoted';
}

/** A name of common words is a name when its first and last words have capitals. */
export function isWrittenLikeAName(quote: string): boolean {
  const last = /[\s_-]+([^\s_-]+)$/.exec(quote)?.[1] ?? quote;
  return /^[A-Z\d]/.test(quote) && /^[A-Z\d]/.test(last);
}

/** Whether something beside the place says that a name stands there. */
export function hasNameSign(text: string, start: number, end: number, type: EntityType): boolean {
  if (isQuoted(text, start, end)) return true;
  if (type === 'location') return true;
  const after = text.slice(end, end + 40);
  const before = text.slice(Math.max(0, start - 64), start);
  if (type === 'sector') return SECTOR_AFTER.test(after);
  const kind = ORGANISATION_TYPES.has(type) ? ORGANISATION : THREAT;
  return kind.after.test(after) || kind.before.test(before) || kind.hanAfter.test(after) || kind.hanBefore.test(before);
}

/** In quotation marks or code, or a program's file name. */
export function isQuoted(text: string, start: number, end: number): boolean {
  if (/^\.exe\b/i.test(text.slice(end, end + 5))) return true;
  const open = text[start - 1];
  const close = text[end];
  if (open === undefined || close === undefined) return false;
  if (QUOTES.get(open) === close) return true;
  // American style puts the comma inside.
  return (close === ',' || close === '.') && QUOTES.get(open) === text[end + 1];
}

const QUOTES: ReadonlyMap<string, string> = new Map([
  ['"', '"'],
  ["'", "'"],
  ['`', '`'],
  ['“', '”'],
  ['‘', '’'],
  ['「', '」'],
  ['『', '』'],
  ['《', '》'],
  ['«', '»'],
]);

const ORGANISATION_TYPES: ReadonlySet<EntityType> = new Set([
  'government-body',
  'company',
  'organization',
  'identity',
  'person',
]);

interface Signs {
  readonly after: RegExp;
  readonly before: RegExp;
  readonly hanAfter: RegExp;
  readonly hanBefore: RegExp;
}

const THREAT_WORD =
  '(?:ransomware|malware|backdoor|trojan|rat|implant|loader|downloader|dropper|worm|botnet|rootkit|bootkit|wiper|stealer|infostealer|' +
  'keylogger|webshell|framework|toolkit|toolset|tool|utility|command|payload|beacon|samples?|variants?|family|' +
  '(?:threat |hacking |espionage |cyber |criminal |ransomware |apt )?(?:group|gang|actors?|crew|collective|cluster|operators?|hackers|affiliates|team)|' +
  'campaign|operation|intrusion set)';

const THREAT: Signs = {
  after: new RegExp(
    `^['’]?s? (?:\\([^()]{0,24}\\) )?(?:post-exploitation |remote access |threat |hacking |espionage |ransomware |malware |linux |windows )?${THREAT_WORD}\\b`,
    'i',
  ),
  before: new RegExp(
    `\\b(?:${THREAT_WORD}|tools|groups|gangs|actors|families|utilities|backdoors|trojans|commands)(?: (?:family|strain|variant))?,? ?(?:(?:known as|called|named|dubbed|tracked as|such as|including|like|the|as|is|are|aka|:|\\() ?){0,2}$`,
    'i',
  ),
  hanAfter: /^\s?(?:勒索|恶意|木马|后门|组织|团伙|黑客|病毒|蠕虫|工具|僵尸|家族|程序|攻击组织|行动)/,
  hanBefore: /(?:勒索软件|恶意软件|木马|后门|组织|团伙|病毒|蠕虫|工具|家族)[“"「]?\s?$/,
};

const ORGANISATION: Signs = {
  after:
    /^['’]?s? (?:corporation|company|ltd|inc|limited|ministry|agency|bureau|department|unit|office|officers?|officials?|hackers?|headquarters|directorate|contractors?|front company)\b/i,
  before:
    /\b(?:ministry|agency|bureau|department|company|firm|contractor|organi[sz]ation|service)(?: \(| of| called| named|,)? ?$/i,
  hanAfter: /^\s?(?:公司|集团|部门|机构|局|厅|部)/,
  hanBefore: /(?:公司|机构|部门)[“"「（(]?\s?$/,
};

const SECTOR_AFTER =
  /^ (?:and \w+ )?(?:sectors?|industry|industries|compan(?:y|ies)|organi[sz]ations?|firms?|providers?|agenc(?:y|ies)|entities|institutions?|verticals?)\b/i;
