/**
 * The starter knowledge: what the public record says, written by hand, one source for each claim.
 *
 * Invariants: every claim's words stand in a source that is cited and not held, at a place and with a fragment by which
 * it is found there; an entry that names an unknown entity, source or claim is left out and said, with file and line.
 */

import { citedDocumentId } from '../../../model/evidence/citation.ts';
import type { ClaimDraft, ClaimObject, Referent, Speaker } from '../../../model/evidence/claim.ts';
import type { CitedPlace, DocumentIssue } from '../../../model/evidence/document.ts';
import { type DocumentId, type ReferentId, referentId } from '../../../model/evidence/identifiers.ts';
import type { CitedDocument, DeclaredSame } from '../../../model/evidence/structured.ts';
import { type Entry, issueAt, readEntries, type StarterFile } from './entries.ts';
import {
  claimSchema,
  entitySchema,
  type StarterClaim,
  type StarterEntity,
  type StarterSource,
  sourceSchema,
} from './schema.ts';
import { nearest } from './suggestion.ts';

export type { StarterFile } from './entries.ts';

const VERSION = 'starter/1';

/** Our own grade of a source, to be stored as a judgement. */
export interface StarterReliability {
  readonly document: DocumentId;
  readonly source: string;
  readonly publisher: string;
  readonly letter: 'A' | 'B' | 'C' | 'D' | 'E' | 'F';
  readonly reason: string;
}

export interface StarterKnowledge {
  readonly documents: readonly CitedDocument[];
  readonly referents: readonly Referent[];
  readonly claims: readonly ClaimDraft[];
  readonly same: readonly DeclaredSame[];
  readonly reliability: readonly StarterReliability[];
  readonly issues: readonly DocumentIssue[];
}

/**
 * Reads all files of the starter folder; the folder in a file's name (`sources`, `entities`, `claims`) says what it
 * lists. `document` is the starter knowledge itself, the document that relays every claim.
 */
export function readStarter(files: readonly StarterFile[], document: DocumentId): StarterKnowledge {
  const issues: DocumentIssue[] = [];
  const sources = new Register<StarterSource>('source', issues);
  const entities = new Register<StarterEntity>('entity', issues);
  const claims = new Register<StarterClaim>('claim', issues);
  const ordered = [...files].sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
  for (const file of ordered) {
    const folder = /(?:^|\/)(sources|entities|claims)\/[^/]+$/.exec(file.name)?.[1];
    if (folder === 'sources') sources.add(readEntries(file, 'source', sourceSchema));
    else if (folder === 'entities') entities.add(readEntries(file, 'entity', entitySchema));
    else if (folder === 'claims') claims.add(readEntries(file, 'claim', claimSchema));
    else issues.push(issueAt(file.name, 1, 'a starter file stands in sources/, entities/ or claims/'));
  }
  const writer = new StarterWriter(document, sources, entities, claims, issues);
  for (const entry of entities.all()) writer.entity(entry);
  for (const entry of claims.all()) writer.claim(entry);
  return {
    documents: sources.all().map((entry) => citedSource(entry.value)),
    referents: [...writer.referents.values()],
    claims: writer.claims,
    same: writer.same,
    reliability: sources.all().map(({ value }) => ({
      document: citedSource(value).id,
      source: value.id,
      publisher: value.publisher,
      letter: value.reliability,
      reason: value.reliabilityReason,
    })),
    issues,
  };
}

/** Entries by id; the second of one id is left out and said. */
class Register<T extends { readonly id: string }> {
  readonly noun: string;
  readonly #issues: DocumentIssue[];
  readonly #entries = new Map<string, Entry<T>>();

  constructor(noun: string, issues: DocumentIssue[]) {
    this.noun = noun;
    this.#issues = issues;
  }

  add(read: { readonly entries: readonly Entry<T>[]; readonly issues: readonly DocumentIssue[] }): void {
    this.#issues.push(...read.issues);
    for (const entry of read.entries) {
      const first = this.#entries.get(entry.value.id);
      if (!first) this.#entries.set(entry.value.id, entry);
      else {
        const where = `${first.file}:${first.lineOf('id')}`;
        this.#issues.push(
          issueAt(entry.file, entry.lineOf('id'), `${this.noun} ${entry.value.id}: the id is taken by ${where}`),
        );
      }
    }
  }

  all(): Entry<T>[] {
    return [...this.#entries.values()];
  }

  get(id: string): T | undefined {
    return this.#entries.get(id)?.value;
  }

  /** What to say of an id that is not here, with the one that was probably meant. */
  unknown(id: string): string {
    const close = nearest(id, this.#entries.keys());
    return `an unknown ${this.noun} "${id}"${close === undefined ? '' : `; did you mean "${close}"?`}`;
  }
}

class StarterWriter {
  readonly referents = new Map<ReferentId, Referent>();
  readonly claims: ClaimDraft[] = [];
  readonly same: DeclaredSame[] = [];
  readonly #document: DocumentId;
  readonly #sources: Register<StarterSource>;
  readonly #entities: Register<StarterEntity>;
  readonly #claims: Register<StarterClaim>;
  readonly #issues: DocumentIssue[];

  constructor(
    document: DocumentId,
    sources: Register<StarterSource>,
    entities: Register<StarterEntity>,
    claims: Register<StarterClaim>,
    issues: DocumentIssue[],
  ) {
    this.#document = document;
    this.#sources = sources;
    this.#entities = entities;
    this.#claims = claims;
    this.#issues = issues;
  }

  entity(entry: Entry<StarterEntity>): void {
    const { value } = entry;
    const id = referentId('starter', value.id);
    this.referents.set(id, { id, type: value.type, label: value.name });
    for (const identifier of value.identifiers ?? []) {
      const colon = identifier.indexOf(':');
      const key = identifier.slice(colon + 1);
      const other = referentId(identifier.slice(0, colon), key);
      if (!this.referents.has(other)) this.referents.set(other, { id: other, type: value.type, label: key });
      this.same.push({ left: id, right: other });
    }
    this.#names(entry, id);
  }

  /** The name we file it under is our own choice unless a source is given for it; every other name is its source's. */
  #names(entry: Entry<StarterEntity>, subject: ReferentId): void {
    const { value, file } = entry;
    const given = value.names ?? [];
    if (!given.some((name) => name.name === value.name)) {
      const place = `${file}:${entry.lineOf('name')}`;
      this.claims.push(
        this.#nameClaim(subject, value.id, 'name', value.name, { type: 'cited', place, statement: value.name }),
      );
    }
    given.forEach((name, index) => {
      const source = this.#sources.get(name.source);
      if (!source) {
        const message = `entity ${value.id}: names.${index}.source names ${this.#sources.unknown(name.source)}`;
        this.#issues.push(issueAt(file, entry.lineOf('names', index, 'source'), message));
        return;
      }
      const predicate = name.name === value.name ? 'name' : 'alias';
      const span: CitedPlace = { type: 'cited', place: 'name', fragment: { start: name.name }, statement: name.name };
      const qualifiers = { by: source.publisher, ...(name.language !== undefined && { language: name.language }) };
      this.claims.push({
        ...this.#nameClaim(subject, value.id, predicate, name.name, span),
        qualifiers,
        ...citing(source),
      });
    });
  }

  #nameClaim(
    subject: ReferentId,
    entityId: string,
    predicate: 'name' | 'alias',
    name: string,
    span: CitedPlace,
  ): ClaimDraft {
    return {
      kind: 'name',
      subject,
      predicate,
      object: { type: 'value', value: name },
      document: this.#document,
      span,
      obtained: { how: 'import', version: VERSION },
      status: 'structured',
      sourceKey: `${entityId}|${predicate}`,
    };
  }

  claim(entry: Entry<StarterClaim>): void {
    const { value: claim } = entry;
    const source = this.#sources.get(claim.source);
    const object = this.#object(claim);
    const problems: [member: string, what: string][] = [];
    if (!this.#entities.get(claim.subject)) problems.push(['subject', this.#entities.unknown(claim.subject)]);
    if (!object) problems.push(['object', this.#entities.unknown(claim.object!)]);
    if (!source) problems.push(['source', this.#sources.unknown(claim.source)]);
    if (claim.contests !== undefined && !this.#claims.get(claim.contests)) {
      problems.push(['contests', this.#claims.unknown(claim.contests)]);
    }
    for (const [member, what] of problems) {
      this.#issues.push(issueAt(entry.file, entry.lineOf(member), `claim ${claim.id}: ${member} names ${what}`));
    }
    if (problems.length > 0 || !source || !object) return;
    const qualifiers = { ...claim.qualifiers, ...(claim.contests !== undefined && { contests: claim.contests }) };
    this.claims.push({
      kind: claim.kind,
      subject: referentId('starter', claim.subject),
      predicate: claim.predicate,
      object,
      ...(Object.keys(qualifiers).length > 0 && { qualifiers }),
      document: this.#document,
      span: placeOf(claim),
      ...citing(source),
      ...(claim.speaker !== undefined && { speaker: speakerOf(claim.speaker) }),
      ...(claim.hedges && claim.hedges.length > 0 && { hedges: claim.hedges.map((text) => ({ text })) }),
      ...(claim.basis !== undefined && { basis: claim.basis }),
      ...(claim.valid && { valid: validOf(claim.valid) }),
      obtained: { how: 'import', version: VERSION },
      status: 'structured',
      sourceKey: claim.id,
    });
  }

  #object(claim: StarterClaim): ClaimObject | undefined {
    if (claim.notPubliclyStated !== undefined) return { type: 'not-stated' };
    if (claim.value !== undefined) return { type: 'value', value: claim.value };
    if (!this.#entities.get(claim.object!)) return undefined;
    return { type: 'referent', referent: referentId('starter', claim.object!) };
  }
}

function citedSource(source: StarterSource): CitedDocument {
  return {
    id: citedDocumentId({ url: source.url, title: source.title }),
    citationName: source.id,
    title: source.title,
    publisher: source.publisher,
    ...(source.date !== undefined && { publishedAt: source.date }),
    ...(source.language !== undefined && { language: source.language }),
    url: source.url,
    evidenceClass: source.evidenceClass,
  };
}

function citing(source: StarterSource): Pick<ClaimDraft, 'cited' | 'evidenceClass' | 'published'> {
  const { id, evidenceClass, publishedAt } = citedSource(source);
  return {
    cited: id,
    ...(evidenceClass && { evidenceClass }),
    ...(publishedAt !== undefined && { published: publishedAt }),
  };
}

function placeOf(claim: StarterClaim): CitedPlace {
  const { place, fragment, statement } = claim;
  if (!fragment) return { type: 'cited', place, statement };
  const { start, end } = fragment;
  return { type: 'cited', place, fragment: end === undefined ? { start } : { start, end }, statement };
}

/** A description ("grand jury", "a former official") is written in lower case, a name is not. */
function speakerOf(name: string): Speaker {
  return { name, named: !/^\p{Ll}/u.test(name), chain: [name] };
}

function validOf(valid: NonNullable<StarterClaim['valid']>): { from?: string; to?: string } {
  return { ...(valid.from !== undefined && { from: valid.from }), ...(valid.to !== undefined && { to: valid.to }) };
}
