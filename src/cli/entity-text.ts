/**
 * An entity as a page of text: names by who uses them, statements by kind, and under them every citation.
 *
 * Invariants: a statement is never printed without its support and the numbers of its citations; what is hedged, contested, ended or
 * unreviewed says so in words, since colour may be absent.
 */
import type { Proposition, PropositionEvidence } from '../api/contract/claims.ts';
import type { EntityPage, NameRow } from '../api/contract/entities.ts';
import { Citations, documentWords } from './citations.ts';
import type { Colours } from './command-context.ts';
import { clean, displayWidth, ends, padEnd, plural, shorten, wrap } from './terminal-text.ts';
import { KIND_TITLES, supportWords, typeWords, validWords } from './wording.ts';

export interface EntityTextOptions {
  readonly width: number;
  readonly colours: Colours;
  /** Whether the store was asked about a past moment, or about now. */
  readonly heldAtGiven: boolean;
  readonly all: boolean;
}

/** `evidence` holds the claims to cite, by proposition. */
export function entityText(
  page: EntityPage,
  evidence: ReadonlyMap<string, PropositionEvidence>,
  options: EntityTextOptions,
): string {
  const citations = new Citations();
  const numbersOf = (propositionId: string): string => citationNumbers(evidence.get(propositionId), citations);
  const lines = [
    ...header(page, options),
    ...names(page.names, numbersOf, options),
    ...page.groups
      .map((group) => withoutDescription(group, page.entity))
      .filter(({ kind, propositions }) => kind !== 'name' && propositions.length > 0)
      .flatMap((group) => statements(group, numbersOf, options)),
  ];
  if (citations.size > 0)
    lines.push('', options.colours.bold('Citations'), ...citations.lines(options.width, options.colours));
  lines.push('', ...wrap(LEGEND, options.width).map(options.colours.dim));
  return `${lines.join('\n')}\n`;
}

/** The Admiralty code is not everybody's daily bread. */
const LEGEND =
  'Grades: the source from A (completely reliable) to E, F not judged; the information from 1 (confirmed by two independent origins held) to 5, 6 not judged. ○ read by machine and not yet reviewed.';

type Group = EntityPage['groups'][number];

/** The head of the page has told it already. */
function withoutDescription(group: Group, { description }: EntityPage['entity']): Group {
  if (group.kind !== 'record' || description === null) return group;
  const told = clean(description.text).slice(0, 60);
  const propositions = group.propositions.filter(({ sentence }) => !clean(sentence).includes(told));
  return { ...group, propositions, total: group.total - (group.propositions.length - propositions.length) };
}

function header(page: EntityPage, { width, colours, heldAtGiven, all }: EntityTextOptions): string[] {
  const { entity, moment } = page;
  const ids = [entity.id, ...entity.referents.map(({ id }) => id).filter((id) => id !== entity.id)];
  const shown = all ? ids : ids.slice(0, 3);
  const times = [
    `as of ${moment.asOf ?? 'now'}`,
    `known at ${moment.knownAt ?? 'now'}`,
    `held at ${heldAtGiven ? moment.heldAt : 'now'}`,
  ].join(' · ');
  const lines = [
    ends(colours.bold(clean(entity.label)), typeWords(entity.type), width),
    ...wrap(
      `${shown.map(clean).join(' · ')}${ids.length > shown.length ? ` · and ${ids.length - shown.length} more` : ''}`,
      width,
    ).map(colours.dim),
    times,
    `${plural(page.claimCount, 'claim')} · ${supportWords(page.support)}${page.support.contested ? ' · contested' : ''}`,
  ];
  if (page.sameName.length > 0) {
    const others = page.sameName.slice(0, 5).map((other) => `${clean(other.label)} (${clean(other.id)})`);
    lines.push(...wrap(`the same name is carried by ${others.join(', ')}; nothing joins them`, width));
  }
  if (page.redirectedFrom !== null) lines.push(`${clean(page.redirectedFrom)} is now part of this entity.`);
  if (entity.flags.length > 0)
    lines.push(colours.yellow(`Its source calls it ${entity.flags.map(clean).join(' and ')}.`));
  if (entity.description !== null) {
    const { text, document } = entity.description;
    const whole = wrap(clean(text), width - 2);
    const kept = all ? whole : whole.slice(0, 4);
    const source = documentWords(document, null);
    lines.push(
      '',
      ...kept.map(
        (line, index) => `  ${index === 3 && kept.length < whole.length ? shorten(`${line} …`, width - 2) : line}`,
      ),
      ...wrap(`(${source})`, width - 2).map((line) => colours.dim(`  ${line}`)),
    );
  }
  return lines;
}

const NAMES_SHOWN = 12;

function names(
  rows: readonly NameRow[],
  numbersOf: (id: string) => string,
  { width, colours, all }: EntityTextOptions,
): string[] {
  if (rows.length === 0) return [];
  const shown = all ? rows : rows.slice(0, NAMES_SHOWN);
  const column = (values: readonly string[], limit: number): number =>
    Math.min(limit, Math.max(...values.map(displayWidth)));
  const nameWidth = column(
    shown.map(({ name }) => clean(name)),
    Math.floor(width * 0.34),
  );
  const tails = shown.map((row) => `${shortSupport(row)} ${numbersOf(row.propositionId)}`.trimEnd());
  const left = width - nameWidth - 18 - Math.max(...tails.map(displayWidth));
  const userWidth = column(shown.map(userWords), Math.max(left, Math.floor(width * 0.24)));
  const heads = shown.map((row) =>
    [
      `  ${padEnd(shorten(clean(row.name), nameWidth), nameWidth)}`,
      padEnd(shorten(userWords(row), userWidth), userWidth),
      padEnd(row.firstPublished ?? 'undated', 10),
    ].join('  '),
  );
  const inOneLine = heads.every((head, index) => displayWidth(head) + 2 + displayWidth(tails[index]!) <= width);
  const lines = shown.flatMap(({ alsoNames }, index) => {
    const [head, tail] = [heads[index]!, colours.dim(tails[index]!)];
    const others = alsoNames.map(({ label, id }) => `${clean(label)} (${clean(id)})`).join(', ');
    return [
      ...(inOneLine ? [`${head}  ${tail}`] : [head.trimEnd(), `    ${tail}`]),
      ...wrap(others && `also a name of ${others}`, width - 4).map((part) => colours.yellow(`    ${part}`)),
    ];
  });
  return [
    '',
    ends(colours.bold('Names'), colours.dim('who uses it, since'), width),
    ...lines,
    ...more(rows.length - shown.length, colours),
  ];
}

function userWords(row: NameRow): string {
  return row.usedBy === null ? 'not stated' : clean(row.usedBy);
}

/** As `supportWords`, for a column. */
function shortSupport({ support }: NameRow): string {
  const reports = support.reportsHeld + support.reportsCited;
  return `${plural(reports, 'report')} · ${support.originsHeld} held, ${support.originsCited} cited`;
}

function statements(group: Group, numbersOf: (id: string) => string, options: EntityTextOptions): string[] {
  const { width, colours } = options;
  const count =
    group.propositions.length < group.total
      ? `${group.propositions.length} of ${group.total.toLocaleString('en')}`
      : `${group.total}`;
  return [
    '',
    ends(colours.bold(KIND_TITLES[group.kind]), colours.dim(count), width),
    ...group.propositions.flatMap((proposition) => statement(proposition, numbersOf(proposition.id), options)),
    ...more(group.total - group.propositions.length, colours),
  ];
}

const INDENT = ' '.repeat(7);

function statement(proposition: Proposition, numbers: string, { width, colours }: EntityTextOptions): string[] {
  const { sourceReliability, informationCredibility } = proposition.grade;
  const unreviewed = proposition.status === 'machine';
  const chip = `${unreviewed ? '○' : '●'} ${sourceReliability}${informationCredibility}`;
  const sentence = wrap(clean(proposition.sentence), width - INDENT.length);
  const details = [
    supportWords(proposition.support),
    ...markWords(proposition),
    validWords(proposition.valid),
    publishedWords(proposition),
  ].filter((part) => part !== '');
  return [
    ...sentence.map((line, index) => (index === 0 ? `  ${colours.cyan(chip)} ${line}` : INDENT + line)),
    ...wrap(details.join(' · ') + (numbers === '' ? '' : ` ${numbers}`), width - INDENT.length).map((line) =>
      colours.dim(INDENT + line),
    ),
  ];
}

function markWords(proposition: Proposition): string[] {
  const marks: string[] = [];
  if (proposition.support.contested) marks.push('contested');
  if (proposition.ended) marks.push('ended');
  if (proposition.status === 'machine') marks.push('read by machine, not reviewed');
  if (proposition.hedges.length > 0)
    marks.push(`hedged: ${proposition.hedges.map((hedge) => `“${clean(hedge)}”`).join(', ')}`);
  return marks;
}

function publishedWords({ firstPublished, lastPublished }: Proposition): string {
  if (firstPublished === null) return 'undated';
  return lastPublished === null || lastPublished === firstPublished
    ? `published ${firstPublished}`
    : `published ${firstPublished} to ${lastPublished}`;
}

function citationNumbers(evidence: PropositionEvidence | undefined, citations: Citations): string {
  if (evidence === undefined) return '';
  const numbers = [...new Set(evidence.claims.map((claim) => citations.number(claim)))].sort(
    (left, right) => left - right,
  );
  const left = evidence.nextCursor === null ? '' : '…';
  return numbers.map((number) => `[${number}]`).join('') + left;
}

function more(count: number, colours: Colours): string[] {
  return count > 0 ? [colours.dim(`       … ${count.toLocaleString('en')} more: --all shows them`)] : [];
}
