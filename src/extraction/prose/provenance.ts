/**
 * Cues by which derivation between documents is found: declared sources, machine-written notices, template residue, repeats.
 *
 * Only what the text says of itself. Invariants: all offsets point into the text; `repeats` are later occurrences, the first is not one.
 * Linear: expressions run line by line over bounded lines.
 */
import type { SentenceSpan } from '../../language/sentences.ts';
import type { DeclaredSource, Located, Provenance } from '../../model/evidence/extraction.ts';

export function findProvenance(text: string, spans: readonly SentenceSpan[]): Provenance {
  return {
    declaredSources: spans.flatMap((span) => declaredSources(text, span)),
    machineWritten: firstOf(text, spans, MACHINE_WRITTEN),
    fragment: firstOf(text, spans, FRAGMENT),
    repeats: repeats(text, spans),
  };
}

const NAME =
  "(?<name>(?:The |the )?(?![12]\\d{3}\\b)[\\p{Lu}\\d][\\p{L}\\p{M}\\d&’'.-]*(?: (?:of|the|and|for|&|[\\p{Lu}\\d][\\p{L}\\p{M}\\d&’'.-]*)){0,6})";

/** The words, also at the beginning of a sentence. */
function anyCase(words: string): string {
  return `(?:${words
    .split('|')
    .map((word) => `[${word[0]!.toUpperCase()}${word[0]}]${word.slice(1)}`)
    .join('|')})`;
}

const DECLARED: readonly RegExp[] = [
  new RegExp(
    `\\b${anyCase('originally|first|previously')} (?:appeared|published|posted|reported|ran|disclosed|documented)(?: (?:online|here))?(?:,? (?:in|on|by|at|with)) ${NAME}`,
    'u',
  ),
  new RegExp(
    `\\b${anyCase('republished|reprinted|syndicated|reproduced|adapted|excerpted|translated|cross-posted')} (?:with (?:the )?permission )?(?:from|of|by|courtesy of) ${NAME}`,
    'u',
  ),
  new RegExp(
    `^(?:[*_#\\s-]{0,4})(?:Source|Sources|SOURCE|Via|Original source|Original|H/T|Hat tip|Credit|References?)\\s?:\\s*${NAME}`,
    'u',
  ),
  new RegExp(
    `\\b${anyCase('according to|as reported by|reported by|first reported by|citing|cited by')} (?:a |an |the )?(?:report|reports|reporting|article|story|investigation|newspaper|daily|magazine|news agency|newswire|outlet|broadcaster|website)(?: (?:in|by|from|of|on))? ${NAME}`,
    'u',
  ),
  new RegExp(`\\b(?:[Aa]s |[Ff]irst )?[Rr]eported by ${NAME}`, 'u'),
  new RegExp(
    `^(?:As )?(?!As )${NAME} (?:(?:first|previously|earlier) reported|reported (?:that|on|in|this|last|earlier|yesterday))\\b`,
    'u',
  ),
  /(?:来源|转自|转载自|原载于?|出处|稿源|文章来源|信息来源|消息来源)\s?[:：]\s*(?<name>[^\s，。；：:|｜()（）]{2,30})/,
  /(?:转载自|转自|原载于?|编译自)\s?(?<name>[《「“]?[^\s，。；：:|｜()（）]{2,30})/,
  /(?:据|根据)(?<name>《[^》]{2,20}》|[\u4e00-\u9fffA-Za-z]{2,14}?(?:社|报|网|电视台|日报|时报|新闻|周刊|杂志))(?:[^，。]{0,8})?(?:报道|报导|消息|披露)/,
];

const URL = /https?:\/\/[^\s<>"'）)\]，。]{4,300}/;

function declaredSources(text: string, span: SentenceSpan): readonly DeclaredSource[] {
  const written = text.slice(span.start, Math.min(span.end, span.start + 600));
  if (!DECLARES.test(written)) return [];
  for (const expression of DECLARED) {
    const match = expression.exec(written);
    const name = match?.groups?.name?.replace(/[.’'-]+$/, '');
    if (match === null || name === undefined || NOT_A_SOURCE.test(name)) continue;
    const url =
      URL.exec(written)?.[0] ??
      URL.exec(
        text
          .slice(span.end, span.end + 200)
          .split('\n')
          .slice(0, 2)
          .join('\n'),
      )?.[0] ??
      null;
    return [
      {
        name: name.replace(/^[《「“]|[》」”]$/g, ''),
        url,
        start: span.start,
        end: span.start + written.length,
        quote: written,
      },
    ];
  }
  const bare = /^\s*(?:Source|Original|Via|来源|原文(?:链接|地址)?)\s?[:：]\s*(https?:\/\/\S{4,300})/i.exec(written);
  return bare === null
    ? []
    : [{ name: hostOf(bare[1]!), url: bare[1]!, start: span.start, end: span.start + written.length, quote: written }];
}

const DECLARES =
  /appeared|published|posted|reported|republish|reprint|syndicat|reproduc|adapted|excerpt|translat|source|via\b|original|credit|hat tip|h\/t|citing|according to|来源|转自|转载|原载|出处|稿源|据|编译|原文|references?/i;
const NOT_A_SOURCE =
  /^(?:The|the|A|As|It|January|February|March|April|May|June|July|August|September|October|November|December|This|That|These|They|We|In|On|Code|None|Unknown|N\/A)$/;

function hostOf(url: string): string {
  return /^https?:\/\/(?:www\.)?([^/:?#]+)/.exec(url)?.[1] ?? url;
}

const MACHINE = '(?:ai|artificial intelligence|machine|(?:large )?language model|llm|chatgpt|gpt(?:-\\d)?)';
const MACHINE_WRITTEN = new RegExp(
  [
    '\\bas an ai (?:language )?model\\b',
    `\\b(?:generated|written|produced|created|translated|summari[sz]ed) (?:automatically )?(?:by|with|using|with the help of) (?:an? )?${MACHINE}\\b`,
    `\\b${MACHINE}[- ](?:generated|written|translated|produced|assisted) (?:content|text|summary|article|report|translation)\\b`,
    '\\b(?:article|report|text|summary|post|content|translation|page) (?:was|is|has been) (?:automatically|machine)[- ](?:generated|written|produced|created|translated)\\b',
    '\\bautomatically generated (?:content|summary|article|report|text)\\b',
    '(?:本文|本报告|内容|摘要|译文)(?:由|经)?[^，。]{0,8}(?:人工智能|AI|大模型|机器)[^，。]{0,4}(?:生成|撰写|翻译|创作)|机器翻译|AI生成',
  ].join('|'),
  'i',
);

const FRAGMENT =
  /\{\{[^{}\n]{1,80}\}\}|<%[^%\n]{1,80}%>|\[(?:insert|your|todo|tbd|placeholder)[^\]\n]{0,60}\]|\blorem ipsum\b|\b(?:skip to (?:main )?content|click here to continue reading|continue reading below|read more »|advertisement\s*$|subscribe to continue|this content is for subscribers)|\bundefined undefined\b|\[object Object\]|\$\{[^}\n]{1,60}\}|未完待续|点击(?:阅读|查看)(?:全文|原文)|此处省略|【待补充】/i;

function firstOf(text: string, spans: readonly SentenceSpan[], expression: RegExp): Located | null {
  for (const span of spans) {
    const match = expression.exec(text.slice(span.start, span.end));
    if (match === null) continue;
    const start = span.start + match.index;
    return { start, end: start + match[0].length, quote: match[0] };
  }
  return null;
}

/** Six words and more, or Han; not a table row, a picture or a digest. */
function isProse(text: string, span: SentenceSpan): boolean {
  const first = text[span.start];
  if (first === '|' || first === '!') return false;
  let words = 0;
  for (let i = span.start; i < span.end && words < 5; i++) {
    const unit = text.charCodeAt(i);
    if (unit === 0x20) words++;
    else if (unit >= 0x4e00 && unit <= 0x9fff) return true;
  }
  return words >= 5;
}

/** Shorter sentences ("Read more.") recur in any page. */
const REPEAT_LENGTH = 60;

/** Sentences that stood in the text before, neighbours joined to one passage. */
function repeats(text: string, spans: readonly SentenceSpan[]): readonly Located[] {
  const seen = new Set<string>();
  const out: { start: number; end: number }[] = [];
  let previousRepeated = false;
  for (const span of spans) {
    if (
      span.end - span.start < REPEAT_LENGTH &&
      !(span.end - span.start >= 24 && /[\u4e00-\u9fff]{16}/.test(text.slice(span.start, span.end)))
    )
      continue;
    if (!isProse(text, span)) continue;
    const key = text.slice(span.start, span.end).replace(/\s+/g, ' ');
    const repeated = seen.has(key);
    seen.add(key);
    const last = out.at(-1);
    if (repeated && previousRepeated && last !== undefined && span.start - last.end < 200) last.end = span.end;
    else if (repeated) out.push({ start: span.start, end: span.end });
    previousRepeated = repeated;
  }
  return out.map(({ start, end }) => ({ start, end, quote: text.slice(start, end) }));
}
