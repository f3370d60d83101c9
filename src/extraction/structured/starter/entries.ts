/**
 * Reads YAML files that hold a list, entry by entry, each checked by a schema.
 *
 * Invariant: an entry that does not fit is left out with an issue that names file, line, entry and what to write; the
 * others are kept.
 */
import { isMap, isNode, isSeq, LineCounter, parseDocument, type Document as YamlDocument } from 'yaml';
import type { z } from 'zod';
import type { DocumentIssue } from '../../../model/evidence/document.ts';
import { nearest } from './suggestion.ts';

export interface StarterFile {
  /** Path as the reader knows it: `starter/claims/cases.yaml`. */
  readonly name: string;
  readonly text: string;
}

/** One entry that fits its schema, and where its members stand. */
export interface Entry<T> {
  readonly value: T;
  readonly file: string;
  /** 1-based line of a member, or of the entry when the member is absent. */
  readonly lineOf: (...path: readonly (string | number)[]) => number;
}

const MAX_ALIASES = 100;

export function readEntries<T extends { readonly id: string }>(
  file: StarterFile,
  noun: string,
  schema: z.ZodType<T>,
): { entries: Entry<T>[]; issues: DocumentIssue[] } {
  const lines = new LineCounter();
  // The failsafe schema knows text, lists and maps only: nothing is turned into a number or a date.
  const document = parseDocument(file.text, { schema: 'failsafe', lineCounter: lines, prettyErrors: false });
  const issues: DocumentIssue[] = document.errors.map((error) =>
    issueAt(file.name, lines.linePos(error.pos[0]).line, `not YAML: ${error.message}`),
  );
  if (issues.length > 0 || document.contents === null) return { entries: [], issues };
  if (!isSeq(document.contents)) {
    return { entries: [], issues: [issueAt(file.name, 1, `expected a list of ${noun}s, each beginning with "- id:"`)] };
  }
  const entries: Entry<T>[] = [];
  const list = document.toJS({ maxAliasCount: MAX_ALIASES }) as unknown[];
  list.forEach((item, index) => {
    const lineOf = (...path: readonly (string | number)[]): number => lineAt(document, lines, [index, ...path]);
    const result = schema.safeParse(item);
    if (result.success) entries.push({ value: result.data, file: file.name, lineOf });
    else {
      for (const problem of result.error.issues) issues.push(describe(file.name, noun, item, problem, lineOf));
    }
  });
  return { entries, issues };
}

export function issueAt(file: string, line: number, message: string): DocumentIssue {
  const place = `${file}:${line}`;
  return { severity: 'error', message: `${place}: ${message}`, place };
}

function describe(
  file: string,
  noun: string,
  item: unknown,
  problem: z.core.$ZodIssue,
  lineOf: Entry<unknown>['lineOf'],
): DocumentIssue {
  const entryId = (item as { id?: unknown } | null)?.id;
  const name = `${noun} ${typeof entryId === 'string' ? entryId : '(without id)'}`;
  const path = problem.path as (string | number)[];
  const member = path.length > 0 ? `${path.join('.')}: ` : '';
  if (problem.code === 'unrecognized_keys') {
    const key = problem.keys[0]!;
    return issueAt(
      file,
      lineOf(...path, key),
      `${name}: ${member}"${key}" is not known here; values that hold ", " or ": " need quotes`,
    );
  }
  if (problem.code === 'invalid_value') {
    const given = path.reduce<unknown>((value, part) => (value as Record<string, unknown>)?.[part], item);
    const allowed = problem.values.map(String);
    const close = typeof given === 'string' ? nearest(given, allowed) : undefined;
    const hint = close === undefined ? `one of ${allowed.join(', ')}` : `did you mean "${close}"?`;
    return issueAt(
      file,
      lineOf(...path),
      `${name}: ${member}${given === undefined ? 'missing' : `"${String(given)}" is not known`}; ${hint}`,
    );
  }
  const missing = problem.code === 'invalid_type' && problem.message.endsWith('received undefined');
  return issueAt(file, lineOf(...path), `${name}: ${member}${missing ? 'missing' : problem.message}`);
}

/** The line of the node at the path, or of the deepest node on the way to it. */
function lineAt(document: YamlDocument.Parsed, lines: LineCounter, path: readonly (string | number)[]): number {
  let offset = 0;
  for (let length = 0; length <= path.length; length++) {
    const here = path.slice(0, length);
    const parent = length === 0 ? undefined : document.getIn(path.slice(0, length - 1), true);
    const key = isMap(parent)
      ? parent.items.find((pair) => String(pair.key) === String(path[length - 1]))?.key
      : undefined;
    const node = isNode(key) ? key : document.getIn(here, true);
    if (!isNode(node) || !node.range) break;
    offset = node.range[0];
  }
  return lines.linePos(offset).line;
}
