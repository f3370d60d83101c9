/**
 * Words by which a source holds back: allegedly, suspected, 涉嫌 …, with their offsets.
 *
 * Invariant: `text.slice(start, end) === hedge.text`. A hedge is a word of the source; nothing is inferred from tense or tone.
 */
import type { Hedge } from '../../model/evidence/claim.ts';

const HEDGE = new RegExp(
  [
    '\\b(?:allegedly|alleged|alleges|allege|reportedly|purportedly|purported|supposedly|suspected|suspects?|likely|unlikely|probably|probable|possibly|possible|presumably|presumed|' +
      'apparently|apparent|seemingly|seems?|appears?|appeared|potentially|potential|believed|believes?|thought to|said to|considered to|understood to|assessed|assesses?|rumou?red|' +
      'claimed to|could|might|may(?= (?:have|be|also|not)\\b)|suggests?|indicates?|with (?:low|moderate|medium|high) confidence|accused of|ostensibly|circumstantial)\\b',
    '据称|据信|据悉|据传|涉嫌|疑似|疑为|疑是|怀疑|可能|或许|或为|或与|似乎|推测|被指控?|被控|极有可能|很可能|大概率|所谓|疑与|声称|据报道|中等置信度|高置信度|低置信度',
  ].join('|'),
  'gi',
);

/** The hedges in a range of the text, in order. */
export function findHedges(text: string, start: number, end: number): readonly Required<Hedge>[] {
  const out: Required<Hedge>[] = [];
  for (const match of text.slice(start, end).matchAll(HEDGE)) {
    // "May" with a capital is a month or a name.
    if (match[0] === 'May') continue;
    out.push({ text: match[0], start: start + match.index, end: start + match.index + match[0].length });
  }
  return out;
}
