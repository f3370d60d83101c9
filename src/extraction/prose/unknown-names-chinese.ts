/**
 * Names in a Chinese sentence that no list knows: organisations by their suffix, actor codes, persons after a title.
 *
 * Chinese has no capitals, so the left edge is found by walking back to punctuation, another name or a word that stands
 * before names. Invariant: names do not overlap; a suffix alone ("公司", "该公司") is none.
 */
import { isHanUnit } from '../../language/character-folding.ts';
import type { EntityType } from '../../model/evidence/claim.ts';
import { isRegionName, type SentenceName } from './sentence-names.ts';

export function unknownChineseNames(
  text: string,
  start: number,
  end: number,
  known: readonly SentenceName[],
): readonly SentenceName[] {
  const sentence = text.slice(start, end);
  const out: SentenceName[] = [];
  let free = 0;
  for (const match of sentence.matchAll(SUFFIX)) {
    const suffixEnd = match.index + match[0].length;
    const begin = leftEdge(sentence, match.index, free, known, start);
    const body = sentence.slice(begin, match.index);
    if (body.length < 2 || GENERIC_BODY.test(body)) continue;
    const type = typeOfSuffix(match[0]);
    out.push({
      start: start + begin,
      end: start + suffixEnd,
      text: sentence.slice(begin, suffixEnd),
      type,
      mark: 'O',
      known: false,
    });
    free = suffixEnd;
  }
  for (const match of sentence.matchAll(CODE)) {
    out.push({
      start: start + match.index,
      end: start + match.index + match[0].length,
      text: match[0],
      type: 'intrusion-set',
      mark: 'A',
      known: false,
    });
  }
  for (const match of sentence.matchAll(TITLED)) {
    const name = match[1]!;
    const at = match.index + match[0].length - name.length;
    out.push({ start: start + at, end: start + at + name.length, text: name, type: 'person', mark: 'P', known: false });
  }
  for (const match of sentence.matchAll(PERSON_FIRST)) {
    const name = match[1]!;
    out.push({
      start: start + match.index,
      end: start + match.index + name.length,
      text: name,
      type: 'person',
      mark: 'P',
      known: false,
    });
  }
  addRegions(sentence, start, out);
  return withoutOverlaps(out);
}

const SUFFIX =
  /(?:(?:科技|技术|信息|网络|股份|责任)?有限(?:责任)?公司|集团(?:公司)?|公司|研究院|研究所|实验室|大学|学院|委员会办公室|委员会|办公室|检察院|法院|部队|总队|支队|安全厅|公安厅|安全局|公安局|安全部|公安部|情报局|司法部|财政部|国防部|外交部|商务部|信息化部|[一二三四五六七八九十]局|(?:事务|管理|监督|监管|保卫|侦察|调查|统计|税务|发展|改革|保密|档案)(?:总)?(?:局|部|厅|署)|总局|分局|总署|中心|协会)(?![\u4e00-\u9fff]?(?:化|制))/g;
const CODE = /(?<![A-Za-z0-9])(?:APT|UNC|TA|TAG|FIN|DEV|UAC|Storm)[- ]?[A-Z-]{0,4}\d{1,5}(?![A-Za-z0-9])/g;

/** Characters and words that stand before a name and do not belong to it. */
const BEFORE_NAME =
  /(?:[由被对与和及或是为在向从受归将把给据按经的了于以至到并且而但系称指令其该此本各]|隶属|下属|所属|直属|从属|支持|资助|指使|制裁|起诉|针对|攻击|瞄准|入侵|外包|代表|担任|出任|任命|根据|有关|关联|属于|包括|通过|利用|位于|曾任|现任|名为|一家|承接|宣布|认为|表示)$/;

function leftEdge(
  sentence: string,
  suffixAt: number,
  free: number,
  known: readonly SentenceName[],
  offset: number,
): number {
  let i = suffixAt;
  while (i > free && suffixAt - i < 24) {
    const unit = sentence.charCodeAt(i - 1);
    if (!isHanUnit(unit) && !(unit >= 0x30 && unit <= 0x39) && !(unit >= 0x41 && unit <= 0x5a)) break;
    if (known.some((name) => name.end === offset + i && name.mark !== 'L')) break;
    const before = sentence.slice(Math.max(free, i - 2), i);
    const stop = BEFORE_NAME.exec(before);
    // 中 and 和 occur inside names too; a single particle stops only when what follows is long enough to be one.
    if (stop !== null && suffixAt - i >= 2 && !isInsideName(sentence, i, suffixAt)) break;
    i--;
  }
  return i;
}

/** "发展和改革委员会": bodies with 委员会 or 信息化部 carry "and" in their names. */
function isInsideName(sentence: string, at: number, suffixAt: number): boolean {
  if (!/[和与]/.test(sentence[at - 1] ?? '') || !/^(?:委员会|信息化部)/.test(sentence.slice(suffixAt))) return false;
  return (
    /[\u4e00-\u9fff]{2}$/.test(sentence.slice(0, at - 1)) &&
    !/[公司局部厅院会学心室队]$/.test(sentence.slice(0, at - 1))
  );
}

const GENERIC_BODY =
  /^(?:多家|一家|两家|该|此|某|其|上述|相关|有关|外国|国外|国内|网络|信息|网络安全|安全|科技|技术|这家|那家|各级|当地|地方|跨国|私营|民营|国有|承包|幌子|前台|空壳|掩护|上市|母|子|分|总|数据|研究|培训|指挥|控制|命令|服务|运营)+$/;

function typeOfSuffix(suffix: string): EntityType {
  if (/公司|集团/.test(suffix)) return 'company';
  return /大学|学院|研究|实验室|协会|中心/.test(suffix) ? 'organization' : 'government-body';
}

/** A hundred common surnames cover most people. */
const SURNAME =
  '(?:欧阳|司马|上官|诸葛|[王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤])';
const TITLE =
  '(?:副?部长|副?局长|副?厅长|副?处长|副?主任|副?院长|副?司令员?|政委|书记|副?总经理|董事长|法定代表人|法人代表|副?主席|副?省长|副?市长|被告人?|黑客|军官|官员|男子)';
const TITLED = new RegExp(
  `${TITLE}(${SURNAME}[\\u4e00-\\u9fff]{1,2}?)(?=[，。、（(\\s因被于在涉与和等为曾表称说指出]|$)`,
  'g',
);
const PERSON_FIRST = new RegExp(
  `(?<![\\u4e00-\\u9fff])(${SURNAME}[\\u4e00-\\u9fff]{1,2}?)(?=(?:，)?(?:担任|出任|曾任|现任|被任命|任|因涉嫌|因|被起诉|被捕|被控|被判|涉嫌)|(?:系|是|为)[\\u4e00-\\u9fff]{2,30}${TITLE})`,
  'g',
);

function addRegions(sentence: string, start: number, out: SentenceName[]): void {
  for (let i = 0; i < sentence.length; i++) {
    if (!isHanUnit(sentence.charCodeAt(i))) continue;
    for (let length = 5; length >= 2; length--) {
      const name = sentence.slice(i, i + length);
      if (name.length < length || !isRegionName(name)) continue;
      out.push({ start: start + i, end: start + i + length, text: name, type: 'location', mark: 'L', known: false });
      i += length - 1;
      break;
    }
  }
}

/** Organisations over the places inside them; else the first. */
function withoutOverlaps(names: SentenceName[]): readonly SentenceName[] {
  const sorted = names.sort((a, b) => a.start - b.start || b.end - a.end);
  const out: SentenceName[] = [];
  for (const name of sorted) {
    const last = out.at(-1);
    if (last !== undefined && name.start < last.end) {
      if (last.mark === 'L' && name.mark === 'O' && name.end > last.end) out[out.length - 1] = name;
      continue;
    }
    out.push(name);
  }
  return out;
}
