/** Invented names and prose with names in it, Latin and Chinese. Nothing here is anyone's name on purpose. */

import type { KnownName } from '../src/model/evidence/extraction.ts';
import { Random } from './random.ts';

const SYLLABLES = 'bra kel mor tun vis dol gar hesh jun lor nad pel quin ras sil tor ul ven wex yor zan'.split(' ');
const SECOND =
  'Lantern Heron Drift Anvil Marsh Willow Ember Kite Prism Thicket Harbour Quarry Meadow Copper Falcon'.split(' ');
const HAN = [...'云山海风雷电龙虎鹤松竹梅兰石铁金银星月光影河湖江川谷林森雪霜冰火焰沙漠草原城桥塔门灯笼船帆琴棋书画'];
const WORDS =
  'the of and to in for that with report actors used against network which were activity observed after systems files data access campaign server targets several analysts since found between early operators infrastructure during tools accounts remote'.split(
    ' ',
  );
const HAN_WORDS = [
  '报告',
  '指出',
  '该组织',
  '使用',
  '网络',
  '攻击',
  '目标',
  '系统',
  '数据',
  '近年来',
  '研究人员',
  '发现',
  '多个',
  '活动',
  '通过',
  '服务器',
  '公司',
  '政府',
  '部门',
  '的',
  '了',
  '在',
  '和',
  '对',
];

export function latinNames(count: number): string[] {
  const random = new Random(11);
  return distinct(count, () => {
    const word = `${random.pick(SYLLABLES)}${random.pick(SYLLABLES)}${random.pick(SYLLABLES)}`;
    const first = word.charAt(0).toUpperCase() + word.slice(1);
    const shape = random.below(3);
    if (shape === 0) return `${first} ${random.pick(SECOND)}`;
    return shape === 1
      ? `${first.slice(0, 3).toUpperCase()}-${random.below(99_999)}`
      : `${first}${random.pick(SYLLABLES)}`;
  });
}

export function chineseNames(count: number): string[] {
  const random = new Random(12);
  return distinct(count, () => Array.from({ length: 3 + random.below(4) }, () => random.pick(HAN)).join(''));
}

export function knownNames(names: readonly string[]): KnownName[] {
  return names.map((name, index) => ({ name, entity: `bench:${index}`, type: 'intrusion-set' }));
}

/** Documents of about 20,000 characters, a known name in every twenty words, `megabytes` of UTF-8 together. */
export function prose(language: 'latin' | 'chinese', names: readonly string[], megabytes: number): string[] {
  const random = new Random(13);
  const [words, gap] = language === 'latin' ? [WORDS, ' '] : [HAN_WORDS, ''];
  const stop = language === 'latin' ? '. ' : '。';
  const documents: string[] = [];
  for (let bytes = 0; bytes < megabytes * 1e6; ) {
    const pieces: string[] = [];
    for (let length = 0; length < 20_000; ) {
      const word = random.below(20) === 0 ? random.pick(names) : random.pick(words);
      pieces.push(word, random.below(15) === 0 ? stop : gap);
      length += word.length + 1;
    }
    const text = pieces.join('');
    documents.push(text);
    bytes += Buffer.byteLength(text);
  }
  return documents;
}

/** The same with indicators as reports write them, some of them defanged. */
export function proseWithIndicators(megabytes: number): string[] {
  const random = new Random(14);
  const names = latinNames(500);
  return prose('latin', names, megabytes).map((text) =>
    text.replace(/\. /g, (stop) => (random.below(4) === 0 ? `. ${indicator(random)} ` : stop)),
  );
}

function indicator(random: Random): string {
  const octets = Array.from({ length: 4 }, () => 1 + random.below(220));
  const host = `${random.pick(SYLLABLES)}${random.pick(SYLLABLES)}-${random.below(999)}`;
  const hex = (length: number): string => Array.from({ length }, () => random.below(16).toString(16)).join('');
  return random.pick([
    octets.join('.'),
    octets.join('[.]'),
    `${host}.net`,
    `${host}[.]org`,
    `hxxps://${host}[.]com/${random.pick(SYLLABLES)}/login.php`,
    `https://cdn.${host}.info/a?id=${random.below(999)}`,
    hex(32),
    hex(64),
    `CVE-20${10 + random.below(15)}-${1000 + random.below(60_000)}`,
    `${random.pick(SYLLABLES)}@${host}.biz`,
  ]);
}

function distinct(count: number, make: () => string): string[] {
  const found = new Set<string>();
  while (found.size < count) found.add(make());
  return [...found];
}
