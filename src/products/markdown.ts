/**
 * A report about one thing for people: every sentence carries numbered citations, and every citation gives the exact words and their place.
 *
 * Invariant: text from sources never becomes markup. CommonMark 0.31.
 */
import { CLAIM_KINDS } from '../model/evidence/claim.ts';
import type { TlpLevel } from '../model/tlp/tlp.ts';
import {
  addressOf,
  placeOf,
  type ReleasedClaim,
  type ReleasedStatement,
  type ReleasedThing,
  sourceOf,
} from './released.ts';

export interface MarkdownReport {
  readonly thing: ReleasedThing;
  /** The audience's level; heads and ends the page as TLP 2.0 asks. */
  readonly tlp: TlpLevel;
  /** RFC 3339. */
  readonly madeAt: string;
  readonly statements: readonly ReleasedStatement[];
}

const HEADINGS: Readonly<Record<string, string>> = {
  name: 'Names',
  'organisation-structure': 'Structure',
  'person-role': 'People and offices',
  'contractor-relation': 'Contractors and fronts',
  'vulnerability-pipeline': 'Vulnerabilities',
  campaign: 'Attribution and campaigns',
  target: 'Targets',
  'policy-law': 'Law and policy',
  indictment: 'Charges and sanctions',
  capability: 'Capabilities',
  trend: 'Trends',
  record: 'Records',
};
const ORDER = ['name', ...CLAIM_KINDS.filter((kind) => kind !== 'name')] as readonly string[];

export function* markdownReport(report: MarkdownReport): Iterable<string> {
  const banner = `**TLP:${report.tlp.toUpperCase()}**`;
  const citations = new Citations();
  yield `${banner}\n\n# ${inline(report.thing.label)}\n\n`;
  yield `${inline(report.thing.type.replaceAll('-', ' '))} · ${report.statements.length} statements · made ${report.madeAt.slice(0, 10)}\n`;
  for (const kind of ORDER) {
    const statements = report.statements.filter((statement) => statement.claims[0].kind === kind);
    if (statements.length === 0) continue;
    yield `\n## ${HEADINGS[kind] ?? inline(kind)}\n\n`;
    for (const statement of statements) yield `- ${statementLine(statement, citations)}\n`;
  }
  yield '\n## Sources\n\n';
  for (const [number, claim] of citations.all()) yield `${number}. ${citation(claim)}\n`;
  yield `\n${banner}\n`;
}

function statementLine(statement: ReleasedStatement, citations: Citations): string {
  const marks = statement.claims.map((claim) => `[${citations.number(claim)}]`).join('');
  const { grade, support } = statement;
  const notes = [
    `${grade.sourceReliability}${grade.informationCredibility}`,
    supportWords(statement),
    ...(support.contested ? ['contested'] : []),
    ...(support.unreviewed > 0 ? [`${support.unreviewed} read by a machine, not reviewed`] : []),
  ];
  return `${inline(statement.sentence)}. ${marks.replaceAll('[', '\\[').replaceAll(']', '\\]')} (${notes.join('; ')})`;
}

/** "3 reports · 1 origin held, 1 cited": a number of reports never stands without its origins. */
function supportWords({ support }: ReleasedStatement): string {
  const reports = support.reportsHeld + support.reportsCited;
  const range = support.low < support.high ? `, ${support.low}–${support.high} independent` : '';
  return `${counted(reports, 'report')} · ${counted(support.originsHeld, 'origin')} held, ${support.originsCited} cited${range}`;
}

function counted(count: number, thing: string): string {
  return `${count} ${thing}${count === 1 ? '' : 's'}`;
}

/** Numbers claims in the order in which they are first cited. */
class Citations {
  readonly #numbers = new Map<string, { number: number; claim: ReleasedClaim }>();

  number(claim: ReleasedClaim): number {
    const known = this.#numbers.get(claim.id);
    if (known) return known.number;
    const number = this.#numbers.size + 1;
    this.#numbers.set(claim.id, { number, claim });
    return number;
  }

  *all(): Iterable<[number, ReleasedClaim]> {
    for (const { number, claim } of this.#numbers.values()) yield [number, claim];
  }
}

function citation(claim: ReleasedClaim): string {
  const source = sourceOf(claim);
  const words = claim.quote !== null ? `“${inline(claim.quote.trim())}”` : inline(claim.statement ?? 'words not held');
  const speaker =
    claim.speaker === null ? '' : ` (${inline([claim.speaker.name, ...claim.speaker.chain].join(', told by '))})`;
  const relay = claim.cited === null ? null : `relayed by ${inline(claim.document.title ?? claim.document.id)}`;
  const address = addressOf(claim);
  const parts = [source.publisher, source.title, claim.published ?? source.published, placeOf(claim)]
    .filter((part) => part !== null && part !== '')
    .map((part) => inline(part!));
  return [
    `${words}${speaker} — ${parts.join(', ')}`,
    relay,
    address === null ? null : `<${address.replace(/[<>\s]/g, encodeURIComponent)}>`,
  ]
    .filter((part) => part !== null)
    .join(', ');
}

/** One line of plain text: what Markdown or HTML would take as markup is escaped. */
export function inline(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/[\\`*_{}[\]()<>#+\-.!|~&$^=:]/g, (character) =>
      character === '&' ? '&amp;' : character === '<' ? '&lt;' : `\\${character}`,
    );
}
