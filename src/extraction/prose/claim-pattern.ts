/**
 * What a pattern over a reduced sentence is, and how its match becomes claims.
 *
 * Named groups: `s` subject, `o` object (each may hold a list of marks), `v` a value in the text's own words, `t` a title,
 * `by` who says so, `r` a role. Invariants: at least one of subject and object is a known name or shows by its form what it is;
 * a question, a condition or a plan is no claim.
 */
import type { ClaimKind } from '../../model/evidence/claim.ts';
import type { ReducedSentence } from './reduced-sentence.ts';
import { isStrong, looksLikePerson, type SentenceName } from './sentence-names.ts';

export interface ClaimPattern {
  readonly kind: ClaimKind;
  /** A fixed predicate, or one that depends on what was matched; undefined there means no claim. */
  readonly predicate: string | ((match: PatternMatch) => string | undefined);
  readonly expression: RegExp;
  /** Whether words beside the subject tell what it is, so that it need not be the subject of the sentence. */
  readonly appositive?: boolean;
  /** A further condition on the whole sentence. */
  readonly when?: (match: PatternMatch) => boolean;
  /** Objects read out of the words in group `o` instead of its names: sectors and places in "targeted banks in L". */
  readonly objects?: (match: PatternMatch) => readonly SlotText[];
  /** A fixed value for the object. */
  readonly value?: (match: PatternMatch) => string | undefined;
}

export interface SlotText {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  readonly name?: SentenceName;
}

export interface PatternMatch {
  readonly sentence: ReducedSentence;
  readonly matched: string;
  readonly index: number;
  readonly groups: Readonly<Record<string, string | undefined>>;
  readonly subject: SentenceName | undefined;
  readonly object: SentenceName | undefined;
  /** Where a group lies in the reduced text. */
  place(group: string): readonly [number, number] | undefined;
}

/** A claim before speaker, hedges and time are known. */
export interface FoundClaim {
  readonly kind: ClaimKind;
  readonly predicate: string;
  readonly subject: SlotText;
  readonly object: SlotText;
  readonly negated: boolean;
  readonly qualifiers: Readonly<Record<string, string>>;
  /** Who the pattern itself says is speaking: "attributed by B to C". */
  readonly by: SlotText | undefined;
  /** In the document. */
  readonly start: number;
  readonly end: number;
}

/** A pattern with the marks that a sentence must hold for it, read off its expression. */
export interface PreparedPattern {
  readonly pattern: ClaimPattern;
  readonly needs: readonly number[];
}

export function preparePatterns(patterns: readonly ClaimPattern[]): readonly PreparedPattern[] {
  return patterns.map((pattern) => ({
    pattern,
    needs: ['s', 'o'].flatMap((group) => {
      const marks = new RegExp(`\\(\\?<${group}>\\[?([A-Z]+)`).exec(pattern.expression.source)?.[1];
      return marks === undefined ? [] : [marksMask(marks)];
    }),
  }));
}

function marksMask(marks: string): number {
  let mask = 0;
  for (let i = 0; i < marks.length; i++) mask |= 1 << (marks.charCodeAt(i) - 0x41);
  return mask;
}

/** Claims of all patterns; most are ruled out by the marks of the sentence before their expression runs. */
export function applyPatterns(
  prepared: readonly PreparedPattern[],
  sentence: ReducedSentence,
  names: readonly SentenceName[],
): readonly FoundClaim[] {
  let mask = 0;
  for (const name of names) mask |= marksMask(name.mark);
  const certain = names.some((name) => isStrong(name));
  const out: FoundClaim[] = [];
  for (const { pattern, needs } of prepared) {
    if ((!certain && pattern.value === undefined) || needs.some((need) => (need & mask) === 0)) continue;
    applyPattern(pattern, sentence, out);
  }
  return out;
}

function applyPattern(pattern: ClaimPattern, sentence: ReducedSentence, out: FoundClaim[]): void {
  const { expression } = pattern;
  expression.lastIndex = 0;
  for (let match = expression.exec(sentence.text); match !== null; match = expression.exec(sentence.text)) {
    const indices = match.indices?.groups ?? {};
    const groups = match.groups ?? {};
    if (
      !pattern.appositive &&
      groups.s !== undefined &&
      indices.s?.[0] === match.index + 1 &&
      isGoverned(sentence.text, match.index)
    )
      continue;
    if (isHypothetical(sentence.text, match.index, match[0])) continue;
    const place = (group: string): readonly [number, number] | undefined => indices[group];
    const base = { sentence, matched: match[0], index: match.index, groups, place };
    const subjects = namesIn(sentence, indices.s);
    const objectNames =
      pattern.objects === undefined && groups.v === undefined ? namesIn(sentence, indices.o) : [undefined];
    for (const subject of subjects) {
      for (const object of objectNames) {
        const full: PatternMatch = { ...base, subject, object };
        if (pattern.when !== undefined && !pattern.when(full)) continue;
        const predicate = typeof pattern.predicate === 'string' ? pattern.predicate : pattern.predicate(full);
        if (predicate === undefined) continue;
        for (const slot of objectSlots(pattern, full)) {
          const certain = isStrong(subject) || (pattern.value !== undefined && looksLikePerson(subject));
          if (!certain && !(slot.name !== undefined && isStrong(slot.name))) continue;
          if (slot.text === '' || slot.text === subject.text) continue;
          out.push({
            kind: pattern.kind,
            predicate,
            subject: slotOf(subject),
            object: slot,
            negated: isNegated(sentence.text, match.index, match[0]),
            qualifiers: qualifiersOf(full),
            by: textOf(sentence, indices.by),
            start: sentence.tokenAt(match.index + leadOf(match[0])).start,
            end: Math.max(sentence.tokenAt(match.index + match[0].trimEnd().length - 1).end, slot.end),
          });
        }
      }
    }
  }
}

/** "A contractor for O was arrested" is not about O. Chinese marks have no word before them. */
function isGoverned(text: string, index: number): boolean {
  return / (?:of|for|at|with|by|from|against|to|between|on|in|inside|within|under|than|like|'s) ?$/.test(
    text.slice(Math.max(0, index - 10), index),
  );
}

/** The words a group covers, as the document writes them. */
export function textOf(sentence: ReducedSentence, place: readonly [number, number] | undefined): SlotText | undefined {
  if (place === undefined) return undefined;
  let [from, to] = place;
  while (from < to && sentence.text[from] === ' ') from++;
  while (to > from && sentence.text[to - 1] === ' ') to--;
  if (from >= to) return undefined;
  const first = sentence.tokenAt(from);
  const last = sentence.tokenAt(to - 1);
  const text = first === last && first.name !== undefined ? first.name.text : '';
  return {
    text,
    start: first.start,
    end: last.end,
    ...(first === last && first.name !== undefined ? { name: first.name } : {}),
  };
}

/** The names among the words of a group. */
export function namesIn(
  sentence: ReducedSentence,
  place: readonly [number, number] | undefined,
): readonly SentenceName[] {
  if (place === undefined) return [];
  const names: SentenceName[] = [];
  for (let i = place[0]; i < place[1]; i++) {
    const unit = sentence.text.charCodeAt(i);
    if (unit < 0x41 || unit > 0x5a) continue;
    const name = sentence.tokenAt(i).name;
    if (name !== undefined && !names.includes(name)) names.push(name);
  }
  return names;
}

export function slotOf(name: SentenceName): SlotText {
  return { text: name.text, start: name.start, end: name.end, name };
}

export function isPersonSlot(name: SentenceName | undefined): boolean {
  return name !== undefined && looksLikePerson(name);
}

function objectSlots(pattern: ClaimPattern, match: PatternMatch): readonly SlotText[] {
  if (pattern.objects !== undefined) return pattern.objects(match);
  if (pattern.value !== undefined) {
    const value = pattern.value(match);
    const place = match.place('v') ?? [match.index, match.index + match.matched.length];
    const covered = textOf(match.sentence, place);
    return value === undefined || covered === undefined
      ? []
      : [{ text: value, start: covered.start, end: covered.end }];
  }
  return match.object === undefined ? [] : [slotOf(match.object)];
}

function qualifiersOf(match: PatternMatch): Record<string, string> {
  const qualifiers: Record<string, string> = {};
  const title = match.groups.t?.trim();
  if (title) qualifiers.title = title.replace(/ - /g, '-');
  const role = match.groups.r?.trim();
  if (role) qualifiers.role = role.replace(/ - /g, '-');
  return qualifiers;
}

function leadOf(matched: string): number {
  return matched.length - matched.trimStart().length;
}

/** Questions, conditions, plans and what is expressly unknown. */
function isHypothetical(text: string, index: number, matched: string): boolean {
  if (/[?？]\s*$/.test(text)) return true;
  const before = text.slice(Math.max(0, index - 60), index);
  const clause = before.slice(
    Math.max(before.lastIndexOf(';'), before.lastIndexOf('，'), before.lastIndexOf('；')) + 1,
  );
  if (
    / (?:if|whether|unless|unclear|unknown|suppose|imagine|hypothetically|cannot|could not|unable)(?: [a-z]+){0,4} ?$| (?:if|whether|unless) /.test(
      `${clause} `,
    )
  )
    return true;
  if (/(?:如果|是否|假如|倘若|若是|无法确定|尚不清楚|能否|会否)[^，。；]{0,16}$/.test(clause)) return true;
  return / (?:would|should|will|cannot|could not be|can not|if|whether|what if) |是否|如果|能否|无法|将会/.test(
    ` ${matched} `,
  );
}

function isNegated(text: string, index: number, matched: string): boolean {
  if (
    / (?:not|never|nor|neither|no longer) |(?:没有|并未|未曾|从未|并非|不是|不属于|不隶属|未被|否认|无关)/.test(
      ` ${matched} `,
    )
  )
    return true;
  const before = text.slice(Math.max(0, index - 70), index + 1);
  const clause = before.slice(
    Math.max(before.lastIndexOf(';'), before.lastIndexOf('；'), before.lastIndexOf('。')) + 1,
  );
  return (
    / (?:no (?:evidence|indication|proof|sign)|denied|denies|deny|denying|refuted|rejected|disputed|disputes|dismissed)(?: [a-z]+){0,6} (?:that |of |linking )?$| (?:denied|denies|deny|refuted|rejected|disputed|disputes|dismissed|no evidence|no indication)(?: [a-z]+){0,3} that /.test(
      clause,
    ) || /(?:否认|没有证据(?:表明|显示|证明)|并无证据)[^。；]{0,12}$/.test(clause)
  );
}
