/**
 * Chinese claim patterns, over reduced text (names as marks, no white space).
 *
 * The same families as in English. Gaps are short and never cross a full stop; a comma only where Chinese puts one between subject
 * and verb. Predicates are those of docs/starter-format.md.
 */
import { type ClaimPattern, namesIn, type PatternMatch, type SlotText, slotOf } from './claim-pattern.ts';

const list = (marks: string): string => `[${marks}](?:[、和与及以及]{1,2}[${marks}]){0,12}`;
const expression = (source: string): RegExp => new RegExp(source, 'gd');
const GROUP = '(?:这一|该)?(?:黑客|攻击|威胁|网络|APT|apt)*(?:组织|团伙|团队|集团|行动|恶意软件|木马|后门)?';
const SURELY =
  '(?:据信|据称|疑似|可能|很可能|极有可能|被认为|被指|被怀疑|或|均|也|还|曾|一直|直接|长期|实际|疑|并未|未|没有|并非|不|是|系|为){0,4}';

const ATTRIBUTION: readonly ClaimPattern[] = [
  `(?<s>[AM])${GROUP}，?${SURELY}(?:被)?(?<by>[^，。；]{0,12}?)?(?:归因于|归咎于|归属于|指向|溯源至|归因至)(?<o>[OLA])`,
  `(?<s>[AM])${GROUP}，?${SURELY}(?:与|同|和)(?<o>[OL])(?:政府|军方|情报机构|当局)?${SURELY}(?:存在|具有|有着|有)?(?:密切)?(?:关联|联系|关系|相关|有关)`,
  `(?<s>[AM])${GROUP}，?${SURELY}(?:由|受|受到|得到|获得)(?<o>[OL])(?:政府|军方|情报机构)?(?:的)?${SURELY}(?:支持|资助|指使|操控|控制|领导|运营|赞助|指挥|操纵|主导|雇佣|运作|负责)`,
  `(?<s>[AM])${GROUP}，?${SURELY}(?:隶属于|从属于|隶属|服务于|效力于|听命于)(?<o>[OL])`,
  `(?<s>[AM])${GROUP}，?${SURELY}(?:是|为|系|有)(?<o>[OL])(?:政府|军方)?(?:支持|资助|背景|下属|指使)(?:的)?`,
  `(?<s>[AM])${GROUP}，?${SURELY}(?:代表|为)(?<o>[OL])(?:政府|军方|情报机构)?(?:开展|实施|进行|从事|执行|工作|服务|行动|效力)`,
  `(?<o>[OL])(?:政府)?(?:支持|背景|资助|指使)的(?:黑客|攻击|威胁|apt|网络|间谍){0,3}(?:组织|团伙)(?<s>[A])`,
  `(?:将|把)(?<s>[AM])${GROUP}(?:的[^，。；]{1,8})?(?:归因于|归咎于|归因到)(?<o>[OL])`,
  `(?<o>[OL])(?:是|为|系)(?<s>[AM])${GROUP}(?:的)?(?:幕后|背后)`,
].map((source) => ({ kind: 'campaign', predicate: 'attributed-to', expression: expression(source) }));

const ASSOCIATION: readonly ClaimPattern[] = [
  `(?<s>[OP])，?${SURELY}(?:与|同)(?<o>[O])${SURELY}(?:存在|具有|有)?(?:密切)?(?:关联|联系|合作关系|合作)`,
  `(?<s>[OP])，?${SURELY}(?:代表|受)(?<o>[O])(?:的)?(?:指使|委托|指派|指示|开展|实施|进行)`,
].map((source) => ({
  kind: 'contractor-relation',
  predicate: 'acted-in-association-with',
  expression: expression(source),
}));

function contractorPredicate(match: PatternMatch): string {
  if (/分包/.test(match.matched)) return 'subcontractor-of';
  if (/供应商|供货/.test(match.matched)) return 'supplier-of';
  return /幌子|掩护|前台|空壳|白手套|门面/.test(match.matched) ? 'front-for' : 'contractor-of';
}

const ROLE = '(?:幌子公司|掩护公司|前台公司|空壳公司|白手套|门面公司|分包商|承包商|外包商|外包公司|供应商|承包公司)';

const CONTRACTORS: readonly ClaimPattern[] = [
  `(?<s>${list('O')})，?${SURELY}(?:是|为|系|作为)?(?<o>[OL])(?:设立|成立|控制|使用)?的?(?:一家|主要)?(?:网络|技术|安全|私营)*(?<r>${ROLE})`,
  `(?<o>O)(?:将|把)[^，。；]{1,16}(?<r>外包|分包)给(?:了)?(?<s>${list('O')})`,
  `(?<s>${list('O')})，?${SURELY}(?:承接|承包|承揽)(?:了)?(?<o>O)(?:的)?[^，。；]{0,12}(?<r>外包|项目|业务|任务|工作|合同)`,
  `(?<s>${list('O')})，?${SURELY}为(?<o>O)(?:提供|充当|担任)[^，。；]{0,10}(?<r>外包服务|掩护|幌子)`,
].map((source) => ({ kind: 'contractor-relation', predicate: contractorPredicate, expression: expression(source) }));

function structurePredicate(match: PatternMatch): string {
  if (/业务指导|指导/.test(match.matched)) return 'guided-by';
  return /组成部分|内设/.test(match.matched) ? 'part-of' : 'subordinate-to';
}

const STRUCTURE: readonly ClaimPattern[] = [
  `(?<s>${list('O')})，?${SURELY}(?:隶属于|隶属|下属于|从属于|归属于|直属于|归口于)(?<o>O)`,
  `(?<s>${list('O')})，?${SURELY}(?:是|为|系)(?<o>O)的?(?:一个|一家|重要)?(?:下属|直属|所属|下设|下辖|内设|二级|组成部分)(?:单位|机构|部门|公司|企业|研究所|院校)?`,
  `(?<s>${list('O')})，?${SURELY}(?:由|受|归|接受)(?<o>O)(?:的)?(?:直接)?(?:领导|管理|管辖|主管|指挥|业务指导|双重领导)`,
  `(?<o>O)(?:下属|下设|下辖|所属|直属)(?:的|有|了)?(?<s>${list('O')})`,
].map((source) => ({ kind: 'organisation-structure', predicate: structurePredicate, expression: expression(source) }));

const SANCTIONS: readonly ClaimPattern[] = [
  `(?<o>[OL])(?:政府|当局)?(?:[^，。；]{0,12}?)(?:宣布|决定)?对(?<s>${list('OPA')})(?:等[^，。；]{0,10})?(?:实施|施加|进行|采取)(?:了)?(?:[^，。；]{0,6})制裁`,
  `(?<o>[OL])(?:政府|当局)?(?:[^，。；]{0,10}?)制裁(?:了)?(?<s>${list('OPA')})`,
  `(?<o>[OL])(?:政府|当局)?(?:[^，。；]{0,10}?)(?:将|把)(?<s>${list('OPA')})(?:等[^，。；]{0,10})?(?:列入|纳入|加入)(?:[^，。；]{0,8})(?:制裁|实体清单|黑名单|名单)`,
  `(?<s>${list('OPA')})(?:[^，。；]{0,8}?)被(?<o>[OL])(?:政府|当局)?(?:[^，。；]{0,6}?)(?:制裁|列入[^，。；]{0,8}(?:制裁|实体清单|黑名单|名单))`,
].map((source) => ({ kind: 'indictment', predicate: 'sanctioned-by', expression: expression(source) }));

const OFFENCE = /罪|黑客|入侵|窃取|欺诈|诈骗|间谍|洗钱|攻击|共谋|密谋|盗窃|非法|侵犯|破坏|泄露/;
const offence = (match: PatternMatch): string | undefined => {
  const value = match.groups.v?.replace(/^(?:犯有|涉嫌|犯|以)/, '') ?? '';
  return OFFENCE.test(value) ? value : undefined;
};

const CHARGES: readonly ClaimPattern[] = [
  `(?:起诉|指控|控告)(?:了)?(?:[^，。；A-Z]{0,10}?)(?<s>${list('PO')})(?:等[^，。；]{0,8})?(?:犯有|涉嫌|犯|参与)(?<v>[^，。；]{2,40})`,
  `(?<s>${list('PO')})(?:等[^，。；]{0,6})?(?:因|被控|被指控|以)(?:涉嫌|犯有|犯)?(?<v>[^，。；]{2,40}?)(?:，)?(?:被|遭|而被)(?:[^，。；]{0,10}?)(?:起诉|指控|提起公诉)`,
  `以(?:涉嫌)?(?<v>[^，。；]{2,30}?罪)(?:名)?(?:起诉|指控|对)(?:了)?(?<s>${list('PO')})`,
].map((source) => ({ kind: 'indictment', predicate: 'charged-with', expression: expression(source), value: offence }));

const STATUSES: readonly ClaimPattern[] = [
  `(?<s>${list('PO')})(?:[^。；]{0,24}?)被(?:[^，。；]{0,12}?)(?<v>起诉|逮捕|拘捕|判处|定罪|引渡|宣判无罪)`,
].map((source) => ({
  kind: 'indictment',
  predicate: 'case-status',
  expression: expression(source),
  value: (match) =>
    ({
      起诉: 'indicted',
      逮捕: 'arrested',
      拘捕: 'arrested',
      判处: 'sentenced',
      定罪: 'convicted',
      引渡: 'extradited',
      宣判无罪: 'acquitted',
    })[match.groups.v!],
}));

const TITLE =
  '(?:(?:原|前|时任|现任|第一|党委|常务|代理)?(?:副)?(?:部长|局长|厅长|处长|主任|院长|司令员|司令|政委|书记|总经理|董事长|法定代表人|法人代表|主席|省长|市长|所长|校长|总裁|检察长))';

const OFFICE: readonly ClaimPattern[] = [
  `(?<s>P)(?:，)?(?:自?[^，。；A-Z]{0,12})?(?:担任|出任|曾任|现任|时任|任|被任命为|被选为|当选为?|调任|升任)(?:为)?(?<o>O)的?(?<t>${TITLE})`,
  `(?<s>P)(?:，)?(?:是|系|为)(?<o>O)的?(?<t>${TITLE})`,
  `(?<o>O)的?(?<t>${TITLE})(?<s>P)`,
  `(?:任命)(?<s>P)(?:为|担任|出任)(?<o>O)的?(?<t>${TITLE})`,
].map((source) => ({
  kind: 'person-role',
  predicate: 'holds-office',
  expression: expression(source),
  when: (match) =>
    match.object?.type === 'government-body' || /起诉|制裁|指控|逮捕|被告|通缉/.test(match.sentence.text),
}));

const SECTOR =
  /(?:医疗|卫生|制药|医药|能源|电力|石油|石化|金融|银行|保险|证券|政府|外交|国防|军工|军事|航空航天|航空|航天|航运|海事|电信|通信|半导体|芯片|科技|互联网|教育|科研|学术|媒体|新闻|智库|制造|汽车|化工|交通|物流|农业|水利|核|零售|博彩|游戏|加密货币|非政府组织|关键基础设施|关键信息基础设施|工业控制|法律|人权|选举|高校|大学)(?:、(?:医疗|能源|电力|金融|银行|政府|外交|国防|军工|航空航天|航空|电信|通信|半导体|科技|教育|科研|媒体|制造|交通|物流|军事|医药|互联网)){0,8}(?:和|与|及)?(?:医疗|能源|电力|金融|政府|外交|国防|军工|航空航天|电信|通信|半导体|科技|教育|科研|媒体|制造|交通)?(?:行业|领域|部门|机构|企业|公司|单位|系统|组织|网络|人员|设施|目标)/g;

function chineseTargets(match: PatternMatch): readonly SlotText[] {
  const [from, to] = match.place('o')!;
  const targets = namesIn(match.sentence, [from, to])
    .filter((name) => 'OLS'.includes(name.mark))
    .map(slotOf);
  for (const phrase of match.sentence.text.slice(from, to).matchAll(SECTOR)) {
    const noun = /(?:行业|领域|部门|机构|企业|公司|单位|系统|组织|网络|人员|设施|目标)$/.exec(phrase[0])![0];
    for (const part of phrase[0].slice(0, -noun.length).split(/[、和与及]/)) {
      if (part === '') continue;
      const at = from + phrase.index + phrase[0].indexOf(part);
      targets.push({
        text: part,
        start: match.sentence.tokenAt(at).start,
        end: match.sentence.tokenAt(at + part.length - 1).end,
      });
    }
  }
  return targets.sort((a, b) => a.start - b.start);
}

const DEEDS: readonly ClaimPattern[] = [
  {
    kind: 'target',
    predicate: 'targets',
    expression: expression(
      `(?<s>${list('AM')})${GROUP}(?:[^，。；A-Z]{0,10}?)，?(?:主要|曾|已|持续|长期|多次|一直)*(?:针对|攻击|瞄准|入侵|渗透|袭击)(?:了)?(?:的(?:目标|对象)?(?:包括|是|为))?(?<o>[^。；]{1,80})`,
    ),
    objects: chineseTargets,
  },
  {
    kind: 'target',
    predicate: 'targets',
    expression: expression(
      `(?<o>[^，。；]{1,30})(?:遭到|遭受|遭|受到|被)(?<s>[AM])${GROUP}(?:的)?(?:网络)?(?:攻击|入侵|渗透|袭击)`,
    ),
    objects: chineseTargets,
  },
  {
    kind: 'capability',
    predicate: 'exploits',
    expression: expression(
      `(?<s>${list('AM')})${GROUP}(?:[^。；A-Z]{0,14}?)(?:利用|使用)(?:了)?(?:[^。；]{0,24}?)(?<o>V(?:[、和与及,，]{1,2}V){0,12})`,
    ),
  },
  {
    kind: 'capability',
    predicate: 'exploits',
    expression: expression(
      `(?<o>V(?:[、和与及]{1,2}V){0,12})(?:漏洞)?(?:[^，。；]{0,8}?)(?:被|遭)(?<s>[AM])${GROUP}(?:[^，。；]{0,6}?)利用`,
    ),
  },
  {
    kind: 'capability',
    predicate: 'uses',
    expression: expression(
      `(?<s>${list('A')})${GROUP}(?:[^。；A-Z]{0,14}?|[^。；]{0,40}?[，并])(?:使用|部署|投放|植入|投递|释放|开发|采用|传播)(?:了)?(?:[^，。；A-Z]{0,16}?)(?<o>M(?:[、和与及,，]{1,2}M){0,12})`,
    ),
  },
];

export const CHINESE_PATTERNS: readonly ClaimPattern[] = [
  ...CONTRACTORS,
  ...STRUCTURE,
  ...ATTRIBUTION,
  ...ASSOCIATION,
  ...OFFICE,
  ...SANCTIONS,
  ...CHARGES,
  ...STATUSES,
  ...DEEDS,
];
