/**
 * Word tokens with their offsets, and the tokens under which text is indexed.
 *
 * Spaced scripts: runs of letters and digits. Han: each character is a token of its own; the index takes overlapping
 * bigrams and the longest entries of a dictionary, since neither trigrams nor a text-search parser split Chinese.
 * Invariant: a query and a text that both pass through `indexTokens` meet in the same tokens.
 */
import { CLASS_OF, foldUnits, isWordUnit, UNSPACED } from './character-folding.ts';

export interface Token {
  readonly start: number;
  readonly end: number;
  readonly script: 'spaced' | 'unspaced';
}

/** Words of a Han dictionary by their first two characters, longest first. */
export type HanDictionary = ReadonlyMap<string, readonly string[]>;

/** The tokens of a text, in order. Hyphens and apostrophes separate; a pair of surrogates is one token. */
export function tokens(text: string): readonly Token[] {
  const out: Token[] = [];
  for (let i = 0; i < text.length; ) {
    const unit = text.charCodeAt(i);
    const start = i;
    if (isWordUnit(unit)) {
      while (i < text.length && isWordUnit(text.charCodeAt(i))) i++;
      out.push({ start, end: i, script: 'spaced' });
    } else if (CLASS_OF[unit] === UNSPACED) {
      i += unit >= 0xd800 && unit <= 0xdbff && text.charCodeAt(i + 1) >> 10 === 0x37 ? 2 : 1;
      out.push({ start, end: i, script: 'unspaced' });
    } else i++;
  }
  return out;
}

/** Builds a dictionary from words of two or more Han characters. */
export function buildHanDictionary(words: Iterable<string>): HanDictionary {
  const byBigram = new Map<string, string[]>();
  for (const word of words) {
    const folded = foldUnits(word);
    if (folded.length < 2) continue;
    const bigram = folded.slice(0, 2);
    const list = byBigram.get(bigram);
    if (list) list.push(folded);
    else byBigram.set(bigram, [folded]);
  }
  for (const list of byBigram.values()) list.sort((a, b) => b.length - a.length);
  return byBigram;
}

/**
 * The distinct index tokens of a text, folded, in order of first occurrence. A lone Han character is its own token;
 * longer Han runs give their bigrams and, from the dictionary, the longest word at each place of three characters and more.
 *
 * @example indexTokens('APT-41 组织') // ['apt', '41', '组织']
 */
export function indexTokens(text: string, dictionary: HanDictionary = GENERAL_HAN_WORDS): string[] {
  const folded = foldUnits(text.normalize('NFC'));
  const seen = new Set<string>();
  for (let i = 0; i < folded.length; ) {
    const unit = folded.charCodeAt(i);
    const start = i;
    if (isWordUnit(unit)) {
      while (i < folded.length && isWordUnit(folded.charCodeAt(i))) i++;
      // A word that is longer than this is an encoded blob, which nobody searches for.
      if (i - start <= 64) addWord(seen, folded.slice(start, i));
    } else if (CLASS_OF[unit] === UNSPACED) {
      while (i < folded.length && CLASS_OF[folded.charCodeAt(i)] === UNSPACED) i++;
      addHanRun(seen, folded, start, i, dictionary);
    } else i++;
  }
  return [...seen];
}

/** Letters and digits apart too, so that "APT41" is found by "APT 41" and the other way round. */
function addWord(seen: Set<string>, word: string): void {
  const plain = word.replace(/\p{M}+/gu, '');
  if (plain === '') return;
  const parts = plain.match(/^(\p{L}{2,})(\p{N}+)$/u);
  if (parts) {
    seen.add(parts[1]!);
    seen.add(parts[2]!);
  } else seen.add(plain);
}

function addHanRun(seen: Set<string>, text: string, start: number, end: number, dictionary: HanDictionary): void {
  if (end - start === 1) seen.add(text.slice(start, end));
  for (let i = start; i + 1 < end; i++) {
    const bigram = text.slice(i, i + 2);
    seen.add(bigram);
    const longest = dictionary.get(bigram)?.find((word) => word.length <= end - i && text.startsWith(word, i));
    if (longest !== undefined && longest.length > 2) seen.add(longest);
  }
}

/** Words of the field and of offices, of three characters and more; shorter ones are bigrams already. */
const GENERAL_HAN_WORDS: HanDictionary = buildHanDictionary(
  (
    '网络安全 网络攻击 网络间谍 信息安全 信息技术 国家安全 恶意软件 恶意代码 勒索软件 钓鱼邮件 水坑攻击 供应链攻击 零日漏洞 漏洞利用 ' +
    '有限公司 股份有限公司 科技有限公司 责任有限公司 研究院 研究所 实验室 委员会 办公室 检察院 法院判决 司法部 财政部 国防部 外交部 ' +
    '公安厅 公安局 公安部 安全厅 安全局 安全部 情报局 情报机构 情报部门 情报人员 黑客组织 威胁组织 攻击组织 ' +
    '起诉书 实体清单 制裁名单 承包商 子公司 分公司 基础设施 关键信息基础设施 数据库 数据泄露 个人信息 服务器 域名 后门程序 远程控制 ' +
    '木马程序 僵尸网络 大学生 人民政府 自治区 直辖市 互联网应急中心 漏洞库 漏洞管理规定'
  ).split(' '),
);
