import { describe, expect, test } from 'vitest';
import type { ExtractedClaim } from '../../model/evidence/extraction.ts';
import { extractDocument } from '../extract-document.ts';
import { CLAIM_FIXTURE_MATCHER } from './claim-fixture.ts';

const read = (text: string): readonly ExtractedClaim[] =>
  extractDocument({ text, publishedAt: '2021-07-19' }, CLAIM_FIXTURE_MATCHER).claims;
const told = (text: string): string[] =>
  read(text).map((claim) => `${claim.negated ? 'NOT ' : ''}${claim.subject} | ${claim.predicate} | ${claim.object}`);

describe('attribution in English', () => {
  test.each([
    [
      'Amber Kestrel is attributed to the Ministry of Harbour Affairs.',
      ['Amber Kestrel | attributed-to | Ministry of Harbour Affairs'],
    ],
    [
      'APT77 is believed to be linked to the Northern Harbour Bureau.',
      ['APT77 | attributed-to | Northern Harbour Bureau'],
    ],
    ['The Amber Kestrel group has been publicly tied to Orsenna.', ['Amber Kestrel | attributed-to | Orsenna']],
    [
      'Glass Heron is operated by the Ministry of Harbour Affairs.',
      ['Glass Heron | attributed-to | Ministry of Harbour Affairs'],
    ],
    [
      'Glass Heron (also known as UNC9911) works on behalf of the Ministry of Harbour Affairs.',
      ['Glass Heron | attributed-to | Ministry of Harbour Affairs'],
    ],
    ['Orsenna-linked group Amber Kestrel returned in May.', ['Amber Kestrel | attributed-to | Orsenna']],
    [
      'An Orsenna-nexus espionage actor, Glass Heron was quiet; the Orsenna-backed hacking group Amber Kestrel was not.',
      ['Glass Heron | attributed-to | Orsenna', 'Amber Kestrel | attributed-to | Orsenna'],
    ],
    ['Researchers attributed Glass Heron to Orsenna.', ['Glass Heron | attributed-to | Orsenna']],
    [
      'We attribute APT77 to the Northern Harbour Bureau with high confidence.',
      ['APT77 | attributed-to | Northern Harbour Bureau'],
    ],
    [
      'Amber Kestrel, a hacking group linked to the Ministry of Harbour Affairs, resurfaced.',
      ['Amber Kestrel | attributed-to | Ministry of Harbour Affairs'],
    ],
    [
      'Amber Kestrel, which is widely believed to be sponsored by Orsenna, resurfaced.',
      ['Amber Kestrel | attributed-to | Orsenna'],
    ],
    [
      'APT77, also tracked as Storm-7788, is likely run by the Northern Harbour Bureau.',
      ['APT77 | attributed-to | Northern Harbour Bureau'],
    ],
    ['Aldavia blamed Orsenna for the Amber Kestrel intrusions.', ['Amber Kestrel | attributed-to | Orsenna']],
    ['The GlintRAT malware was traced back to Amber Kestrel.', ['GlintRAT | attributed-to | Amber Kestrel']],
    ['Officials said Orsenna is behind Glass Heron and its tools.', ['Glass Heron | attributed-to | Orsenna']],
    ['The attribution of Amber Kestrel to Orsenna took years.', ['Amber Kestrel | attributed-to | Orsenna']],
    ['UNC9911 was linked to the Bureau of Coastal Surveys.', ['UNC9911 | attributed-to | Bureau of Coastal Surveys']],
    [
      'Glass Heron appears to be controlled by the Ministry of Harbour Affairs.',
      ['Glass Heron | attributed-to | Ministry of Harbour Affairs'],
    ],
    [
      'Glass Heron has not been attributed to the Ministry of Harbour Affairs.',
      ['NOT Glass Heron | attributed-to | Ministry of Harbour Affairs'],
    ],
    ['There is no evidence that Amber Kestrel is linked to Orsenna.', ['NOT Amber Kestrel | attributed-to | Orsenna']],
    [
      'The embassy denied that Amber Kestrel is operated by the Ministry of Harbour Affairs.',
      ['NOT Amber Kestrel | attributed-to | Ministry of Harbour Affairs'],
    ],
    [
      'Amber Kestrel is a unit of the Ministry of Harbour Affairs.',
      ['Amber Kestrel | attributed-to | Ministry of Harbour Affairs'],
    ],
  ])('%s', (text, want) => expect(told(text)).toEqual(want));

  test.each([
    'Is Amber Kestrel linked to Orsenna?',
    'It is unclear whether Amber Kestrel is linked to Orsenna.',
    'If Amber Kestrel is operated by Orsenna, much follows.',
    'Amber Kestrel could not be attributed to Orsenna.',
    'Attackers are often linked to states.',
    'The report links to the Ministry of Harbour Affairs website.',
    'Amber Kestrel and Orsenna were both in the news.',
    'GlintRAT connects to a server in Orsenna.',
    'The group is attributed to a foreign power.',
    'Amber Kestrel sent an e-mail on behalf of a travel agency.',
    'Amber Kestrel was linked to attacks on the Ministry of Harbour Affairs.',
    'Amber Kestrel is tied to Orsenna-based hosting.',
    'Windows was linked to Office.',
    'The user is directed to Blue Delta Technology.',
  ])('no attribution: %s', (text) => expect(told(text).filter((claim) => claim.includes('attributed-to'))).toEqual([]));
});

describe('offices and employment in English', () => {
  test.each([
    [
      'Tomas Verrin, director of the Northern Harbour Bureau, opened the meeting.',
      ['Tomas Verrin | holds-office | Northern Harbour Bureau'],
    ],
    [
      'Tomas Verrin was appointed deputy director of the Northern Harbour Bureau on 3 March 2020.',
      ['Tomas Verrin | holds-office | Northern Harbour Bureau'],
    ],
    [
      'Juno Marsh has served as minister of the Ministry of Harbour Affairs since 2016.',
      ['Juno Marsh | holds-office | Ministry of Harbour Affairs'],
    ],
    ['Juno Marsh is the head of the Northern Harbour Bureau.', ['Juno Marsh | holds-office | Northern Harbour Bureau']],
    [
      'Northern Harbour Bureau Director Juno Marsh spoke first.',
      ['Juno Marsh | holds-office | Northern Harbour Bureau'],
    ],
    [
      'Treasury of Aldavia named Juno Marsh as secretary last year.',
      ['Juno Marsh | holds-office | Treasury of Aldavia'],
    ],
    [
      'Ilan Doro, an intelligence officer with the Northern Harbour Bureau, was charged with conspiracy to commit computer intrusions.',
      [
        'Ilan Doro | holds-office | Northern Harbour Bureau',
        'Ilan Doro | charged-with | conspiracy to commit computer intrusions',
      ],
    ],
    [
      'The defendants Ilan Doro and Pavel Sund worked for Blue Delta Technology.',
      ['Ilan Doro | employed-by | Blue Delta Technology', 'Pavel Sund | employed-by | Blue Delta Technology'],
    ],
    [
      'Juno Marsh, former commander of the Coastal Signals Command, retired.',
      ['Juno Marsh | holds-office | Coastal Signals Command'],
    ],
    [
      'Juno Marsh was sworn in as governor of the Province Council of Aldavia.',
      ['Juno Marsh | holds-office | Province Council of Aldavia'],
    ],
  ])('%s', (text, want) => expect(told(text)).toEqual(want));

  test.each([
    'Tomas Verrin, a researcher at Blue Delta Technology, said the campaign was new.',
    'Tomas Verrin, director of threat intelligence at Blue Delta Technology, said so.',
    'Tomas Verrin, an analyst with the Northern Harbour Bureau, said so.',
    'The director of the Northern Harbour Bureau spoke.',
    'Our director for the Ministry of Harbour Affairs beat writes.',
    'Juno Marsh visited the Northern Harbour Bureau.',
    'Juno Marsh worked for Blue Delta Technology and liked it.',
    'Amber Kestrel, head of the pack, is loud.',
  ])('no office: %s', (text) => expect(told(text)).toEqual([]));

  test('the title is kept beside the claim', () => {
    expect(read('Tomas Verrin was appointed deputy director of the Northern Harbour Bureau.')[0]?.qualifiers).toEqual({
      title: 'deputy director',
    });
  });
});

describe('structure in English', () => {
  test.each([
    [
      'The Northern Harbour Bureau, a unit of the Ministry of Harbour Affairs, runs the port.',
      ['Northern Harbour Bureau | subordinate-to | Ministry of Harbour Affairs'],
    ],
    [
      'The Northern Harbour Bureau is subordinate to the Ministry of Harbour Affairs.',
      ['Northern Harbour Bureau | subordinate-to | Ministry of Harbour Affairs'],
    ],
    [
      'The Northern Harbour Bureau is part of the Ministry of Harbour Affairs.',
      ['Northern Harbour Bureau | part-of | Ministry of Harbour Affairs'],
    ],
    [
      'The Northern Harbour Bureau reports to the Ministry of Harbour Affairs.',
      ['Northern Harbour Bureau | subordinate-to | Ministry of Harbour Affairs'],
    ],
    [
      'The Northern Harbour Bureau operates under the Ministry of Harbour Affairs.',
      ['Northern Harbour Bureau | subordinate-to | Ministry of Harbour Affairs'],
    ],
    [
      'The Northern Harbour Bureau is under the direct control of the Ministry of Harbour Affairs.',
      ['Northern Harbour Bureau | subordinate-to | Ministry of Harbour Affairs'],
    ],
    [
      'The Northern Harbour Bureau is professionally guided by the Ministry of Harbour Affairs.',
      ['Northern Harbour Bureau | guided-by | Ministry of Harbour Affairs'],
    ],
    [
      'The Ministry of Harbour Affairs oversees the Northern Harbour Bureau and the Bureau of Coastal Surveys.',
      [
        'Northern Harbour Bureau | subordinate-to | Ministry of Harbour Affairs',
        'Bureau of Coastal Surveys | subordinate-to | Ministry of Harbour Affairs',
      ],
    ],
    [
      'Blue Delta Technology is a subsidiary of Red Mesa Holdings.',
      ['Blue Delta Technology | part-of | Red Mesa Holdings'],
    ],
    [
      'The Coastal Research Institute, which is a department of the Ministry of Harbour Affairs, publishes charts.',
      ['Coastal Research Institute | subordinate-to | Ministry of Harbour Affairs'],
    ],
    ['The Northern Harbour Bureau does not report to the Ministry of Harbour Affairs.', []],
    [
      'The Northern Harbour Bureau is not part of the Ministry of Harbour Affairs.',
      ['NOT Northern Harbour Bureau | part-of | Ministry of Harbour Affairs'],
    ],
  ])('%s', (text, want) => expect(told(text)).toEqual(want));

  test.each([
    'The Northern Harbour Bureau is under pressure from the Ministry of Harbour Affairs.',
    'The Northern Harbour Bureau met the Ministry of Harbour Affairs.',
    'The Northern Harbour Bureau said the Ministry of Harbour Affairs is large.',
    'A unit of the Ministry of Harbour Affairs was busy.',
    'Part of the problem is the Northern Harbour Bureau.',
  ])('no structure: %s', (text) => expect(told(text)).toEqual([]));
});

describe('fronts and contractors in English', () => {
  test.each([
    [
      'Tern Bay Science and Technology Company, Limited, an MHA front company, moved. The MHA is the Ministry of Harbour Affairs.',
      ['Tern Bay Science and Technology Company, Limited | front-for | MHA'],
    ],
    [
      'Blue Delta Technology, a front company for the Ministry of Harbour Affairs, hired students.',
      ['Blue Delta Technology | front-for | Ministry of Harbour Affairs'],
    ],
    [
      'Blue Delta Technology was a front for the Northern Harbour Bureau.',
      ['Blue Delta Technology | front-for | Northern Harbour Bureau'],
    ],
    [
      'Blue Delta Technology acted as a contractor for the Ministry of Harbour Affairs.',
      ['Blue Delta Technology | contractor-of | Ministry of Harbour Affairs'],
    ],
    [
      'Blue Delta Technology is a private contractor to the Northern Harbour Bureau.',
      ['Blue Delta Technology | contractor-of | Northern Harbour Bureau'],
    ],
    [
      'Blue Delta Technology was hired by the Northern Harbour Bureau in 2014.',
      ['Blue Delta Technology | contractor-of | Northern Harbour Bureau'],
    ],
    [
      'Ministry of Harbour Affairs contractor Blue Delta Technology leaked files.',
      ['Blue Delta Technology | contractor-of | Ministry of Harbour Affairs'],
    ],
    [
      'Blue Delta Technology allegedly served as a cover company for the Ministry of Harbour Affairs.',
      ['Blue Delta Technology | front-for | Ministry of Harbour Affairs'],
    ],
    [
      'Blue Delta Technology is a supplier to the Ministry of Harbour Affairs.',
      ['Blue Delta Technology | supplier-of | Ministry of Harbour Affairs'],
    ],
    [
      'Hai Tern Science Co., Ltd. was a subcontractor of Blue Delta Technology.',
      ['Hai Tern Science Co., Ltd. | subcontractor-of | Blue Delta Technology'],
    ],
    [
      'Blue Delta Technology acted on behalf of the Northern Harbour Bureau.',
      ['Blue Delta Technology | acted-in-association-with | Northern Harbour Bureau'],
    ],
    [
      'Blue Delta Technology is not a contractor for the Ministry of Harbour Affairs.',
      ['NOT Blue Delta Technology | contractor-of | Ministry of Harbour Affairs'],
    ],
  ])('%s', (text, want) => expect(told(text)).toEqual(want));

  test.each([
    'Blue Delta Technology stood in front of the Ministry of Harbour Affairs.',
    'A contractor for the Ministry of Harbour Affairs was arrested.',
    'Blue Delta Technology denied knowing the Ministry of Harbour Affairs.',
    'Contractors like Blue Delta Technology serve many clients.',
  ])('no contract: %s', (text) => expect(told(text)).toEqual([]));
});

describe('sanctions and courts in English', () => {
  test.each([
    [
      'The Treasury of Aldavia sanctioned Blue Delta Technology, an MHA front company, for theft. Ministry of Harbour Affairs (MHA).',
      ['Blue Delta Technology | sanctioned-by | Treasury of Aldavia', 'Blue Delta Technology | front-for | MHA'],
    ],
    [
      'The Treasury of Aldavia sanctioned Blue Delta Technology and Juno Marsh for malicious cyber activity.',
      [
        'Blue Delta Technology | sanctioned-by | Treasury of Aldavia',
        'Juno Marsh | sanctioned-by | Treasury of Aldavia',
      ],
    ],
    [
      'Aldavia imposed sanctions on Blue Delta Technology in March 2021.',
      ['Blue Delta Technology | sanctioned-by | Aldavia'],
    ],
    [
      'Blue Delta Technology was designated by the Treasury of Aldavia pursuant to a new order.',
      ['Blue Delta Technology | sanctioned-by | Treasury of Aldavia'],
    ],
    ['Aldavia added Blue Delta Technology to its entity list.', ['Blue Delta Technology | sanctioned-by | Aldavia']],
    [
      'Prosecutors charged Ilan Doro with conspiracy to commit wire fraud.',
      ['Ilan Doro | charged-with | conspiracy to commit wire fraud'],
    ],
    [
      'Ilan Doro and Pavel Sund were charged with theft of trade secrets in 2018.',
      ['Ilan Doro | charged-with | theft of trade secrets', 'Pavel Sund | charged-with | theft of trade secrets'],
    ],
    [
      'A grand jury indicted Ilan Doro on charges of economic espionage.',
      ['Ilan Doro | charged-with | economic espionage'],
    ],
    ['Juno Marsh was indicted by a grand jury in Aldavia.', ['Juno Marsh | case-status | indicted']],
    [
      'Juno Marsh pleaded guilty to aggravated identity theft.',
      ['Juno Marsh | case-status | pleaded guilty', 'Juno Marsh | charged-with | aggravated identity theft'],
    ],
    ['Juno Marsh was sentenced to six years.', ['Juno Marsh | case-status | sentenced']],
    ['Juno Marsh was arrested in Orsenna on 4 May 2019.', ['Juno Marsh | case-status | arrested']],
    ['Juno Marsh was acquitted.', ['Juno Marsh | case-status | acquitted']],
  ])('%s', (text, want) => expect(told(text)).toEqual(want));

  test.each([
    'Juno Marsh was charged with overseeing the harbour.',
    'The battery was charged with care.',
    'Blue Delta Technology charged customers for support.',
    'The Treasury of Aldavia designated a new building.',
    'Sanctions were imposed on several companies.',
    'Prosecutors may charge Juno Marsh if evidence emerges.',
    'Aldavia added Blue Delta Technology as a customer.',
  ])('no case: %s', (text) => expect(told(text)).toEqual([]));
});

describe('deeds in English', () => {
  test.each([
    [
      'Amber Kestrel targeted healthcare and energy companies in Aldavia.',
      ['Amber Kestrel | targets | healthcare', 'Amber Kestrel | targets | energy', 'Amber Kestrel | targets | Aldavia'],
    ],
    ['Glass Heron has compromised the Northern Harbour Bureau.', ['Glass Heron | targets | Northern Harbour Bureau']],
    [
      'Since 2015 Glass Heron has been targeting defense contractors using GlintRAT.',
      ['Glass Heron | uses | GlintRAT', 'Glass Heron | targets | defense'],
    ],
    [
      'The Northern Harbour Bureau was breached by Amber Kestrel in 2019.',
      ['Amber Kestrel | targets | Northern Harbour Bureau'],
    ],
    ['Telecommunications providers were targeted by Glass Heron.', ['Glass Heron | targets | telecommunications']],
    [
      'Amber Kestrel exploited CVE-2021-44228 and CVE-2021-26855.',
      ['Amber Kestrel | exploits | CVE-2021-44228', 'Amber Kestrel | exploits | CVE-2021-26855'],
    ],
    [
      'Amber Kestrel was observed exploiting a flaw in mail servers tracked as CVE-2021-26855.',
      ['Amber Kestrel | exploits | CVE-2021-26855'],
    ],
    ['CVE-2021-26855 was actively exploited by Glass Heron.', ['Glass Heron | exploits | CVE-2021-26855']],
    [
      'Amber Kestrel used the GlintRAT backdoor and MossLoader.',
      ['Amber Kestrel | uses | GlintRAT', 'Amber Kestrel | uses | MossLoader'],
    ],
    [
      'GlintRAT has been used by Amber Kestrel and Glass Heron.',
      ['Amber Kestrel | uses | GlintRAT', 'Glass Heron | uses | GlintRAT'],
    ],
    ['Amber Kestrel deployed a custom variant of MossLoader.', ['Amber Kestrel | uses | MossLoader']],
    ['Glass Heron uses T1059.001 for execution.', ['Glass Heron | uses | T1059.001']],
    ['Amber Kestrel has never used GlintRAT.', ['NOT Amber Kestrel | uses | GlintRAT']],
  ])('%s', (text, want) => expect([...told(text)].sort()).toEqual([...want].sort()));

  test.each([
    'Attackers targeted healthcare.',
    'Amber Kestrel targeted its victims with care.',
    'Amber Kestrel targeted attacks are rare.',
    'Blue Delta Technology targeted energy customers with an advert.',
    'CVE-2021-26855 was patched by Blue Delta Technology.',
    'GlintRAT uses HTTP.',
    'Amber Kestrel may be able to use anything.',
    'Defenders used rules against GlintRAT.',
    'Would Amber Kestrel use GlintRAT?',
    'Multiple groups have exploited this flaw.',
  ])('no deed: %s', (text) => expect(told(text)).toEqual([]));
});

describe('Chinese', () => {
  test.each([
    ['琥珀隼组织被归因于港口事务部。', ['琥珀隼 | attributed-to | 港口事务部']],
    ['APT77据信与奥森纳政府有关。', ['APT77 | attributed-to | 奥森纳']],
    ['琥珀隼由港口事务部支持。', ['琥珀隼 | attributed-to | 港口事务部']],
    ['琥珀隼疑似受北港事务局指使。', ['琥珀隼 | attributed-to | 北港事务局']],
    ['奥森纳支持的黑客组织琥珀隼再次活动。', ['琥珀隼 | attributed-to | 奥森纳']],
    ['研究人员将琥珀隼归因于港口事务部。', ['琥珀隼 | attributed-to | 港口事务部']],
    ['琥珀隼代表港口事务部开展行动。', ['琥珀隼 | attributed-to | 港口事务部']],
    ['没有证据表明琥珀隼与奥森纳有关。', ['NOT 琥珀隼 | attributed-to | 奥森纳']],
    ['北港事务局隶属于港口事务部。', ['北港事务局 | subordinate-to | 港口事务部']],
    [
      '海港信息安全评测中心隶属于海洋安全和信息化委员会办公室。',
      ['海港信息安全评测中心 | subordinate-to | 海洋安全和信息化委员会办公室'],
    ],
    ['北港事务局是港口事务部的下属机构。', ['北港事务局 | subordinate-to | 港口事务部']],
    ['北港事务局接受港口事务部的业务指导。', ['北港事务局 | guided-by | 港口事务部']],
    ['港口事务部下设北港事务局。', ['北港事务局 | subordinate-to | 港口事务部']],
    ['云澜海图研究院隶属于港口事务部。', ['云澜海图研究院 | subordinate-to | 港口事务部']],
    ['蓝三角科技有限公司是港口事务部的幌子公司。', ['蓝三角科技有限公司 | front-for | 港口事务部']],
    ['蓝三角科技有限公司系北港事务局的承包商。', ['蓝三角科技有限公司 | contractor-of | 北港事务局']],
    ['港口事务部将部分任务外包给蓝三角科技有限公司。', ['蓝三角科技有限公司 | contractor-of | 港口事务部']],
    [
      '奥森纳宣布对蓝三角科技有限公司和林远航实施制裁。',
      ['蓝三角科技有限公司 | sanctioned-by | 奥森纳', '林远航 | sanctioned-by | 奥森纳'],
    ],
    ['蓝三角科技有限公司被奥森纳列入实体清单。', ['蓝三角科技有限公司 | sanctioned-by | 奥森纳']],
    ['检方起诉林远航涉嫌窃取商业秘密。', ['林远航 | charged-with | 窃取商业秘密']],
    ['林远航因涉嫌计算机欺诈罪被奥森纳起诉。', ['林远航 | charged-with | 计算机欺诈罪']],
    ['林远航担任北港事务局局长。', ['林远航 | holds-office | 北港事务局']],
    ['北港事务局副局长林远航出席会议。', ['林远航 | holds-office | 北港事务局']],
    ['琥珀隼针对能源和电信行业发起攻击。', ['琥珀隼 | targets | 能源', '琥珀隼 | targets | 电信']],
    ['琥珀隼组织利用CVE-2021-26855漏洞入侵服务器。', ['琥珀隼 | exploits | CVE-2021-26855']],
    ['琥珀隼使用了GlintRAT和MossLoader。', ['琥珀隼 | uses | GlintRAT', '琥珀隼 | uses | MossLoader']],
    ['北港事务局不隶属于港口事务部。', ['NOT 北港事务局 | subordinate-to | 港口事务部']],
  ])('%s', (text, want) => expect([...told(text)].sort()).toEqual([...want].sort()));

  test.each([
    '琥珀隼是否与奥森纳有关？',
    '尚不清楚琥珀隼是否由港口事务部支持。',
    '港口事务部与北港事务局举行会议。',
    '攻击者利用漏洞入侵服务器。',
    '该公司隶属于某集团。',
    '蓝三角科技有限公司位于奥森纳。',
    '如果琥珀隼由奥森纳支持，后果严重。',
  ])('no claim: %s', (text) => expect(told(text)).toEqual([]));
});

describe('who speaks, how surely, and of what time', () => {
  const one = (text: string): ExtractedClaim => {
    const claims = read(text);
    expect(claims.length).toBeGreaterThan(0);
    return claims[0]!;
  };

  test.each([
    [
      'Amber Kestrel is linked to Orsenna, according to Tomas Verrin.',
      { name: 'Tomas Verrin', named: true, chain: ['Tomas Verrin'] },
    ],
    [
      'Amber Kestrel is linked to Orsenna, a former official said.',
      { name: 'a former official', named: false, chain: ['a former official'] },
    ],
    [
      'Tomas Verrin, an analyst, said that Amber Kestrel is linked to Orsenna.',
      { name: 'Tomas Verrin', named: true, chain: ['Tomas Verrin'] },
    ],
    [
      'According to the Daily Lantern, Tomas Verrin told reporters Amber Kestrel is linked to Orsenna.',
      { name: 'Tomas Verrin', named: true, chain: ['Tomas Verrin', 'Daily Lantern'] },
    ],
    [
      'Glass Heron was attributed by the Northern Harbour Bureau to Orsenna.',
      { name: 'Northern Harbour Bureau', named: true, chain: ['Northern Harbour Bureau'] },
    ],
    [
      'Researchers at Blue Delta Technology said that Amber Kestrel is linked to Orsenna.',
      { name: 'Blue Delta Technology', named: true, chain: ['Blue Delta Technology'] },
    ],
    ['We assess that Amber Kestrel is linked to Orsenna.', null],
    ['Amber Kestrel is linked to Orsenna.', null],
    ['据灯塔社报道，琥珀隼由港口事务部支持。', { name: '灯塔社', named: true, chain: ['灯塔社'] }],
    ['据知情人士透露，琥珀隼由港口事务部支持。', { name: '知情人士', named: false, chain: ['知情人士'] }],
    [
      '蓝三角科技有限公司表示，琥珀隼由港口事务部支持。',
      { name: '蓝三角科技有限公司', named: true, chain: ['蓝三角科技有限公司'] },
    ],
  ])('%s', (text, speaker) => expect(one(text).speaker).toEqual(speaker));

  test.each([
    ['Amber Kestrel is allegedly linked to Orsenna.', ['allegedly']],
    ['Amber Kestrel is suspected of being, and likely is, operated by Orsenna.', undefined],
    ['APT77 is believed to be likely linked to Orsenna.', ['believed', 'likely']],
    ['Amber Kestrel is linked to Orsenna; Glass Heron is possibly something else.', []],
    ['琥珀隼疑似受北港事务局指使。', ['疑似']],
  ])('hedges: %s', (text, hedges) => {
    if (hedges === undefined) return expect(read(text).length).toBeLessThanOrEqual(1);
    const claim = one(text);
    expect(claim.hedges.map((hedge) => hedge.text)).toEqual(hedges);
    for (const hedge of claim.hedges) expect(text.slice(hedge.start, hedge.end)).toBe(hedge.text);
  });

  test.each([
    ['Juno Marsh was arrested in Orsenna on 4 May 2019.', { from: '2019-05-04', to: '2019-05-04', precision: 'day' }],
    ['Since 2015 Glass Heron has targeted Aldavia.', { from: '2015', to: null, precision: 'year' }],
    ['Last September Glass Heron targeted Aldavia.', { from: '2020-09', to: '2020-09', precision: 'month' }],
    ['Glass Heron targeted Aldavia.', null],
    ['林远航于2018年12月担任北港事务局局长。', { from: '2018-12', to: '2018-12', precision: 'month' }],
  ])('time: %s', (text, time) => expect(one(text).time).toEqual(time));

  test('kinds are those of the model', () => {
    expect(one('Blue Delta Technology was a front for the Northern Harbour Bureau.').kind).toBe('contractor-relation');
    expect(one('Amber Kestrel targeted Aldavia.').kind).toBe('target');
  });
});
