/**
 * Collects what mapping yields into batches that the store takes whole.
 *
 * Ids, markings, authors and origins are given here, so that every way in gives them alike.
 */

import { normalizeUrl } from '../model/evidence/citation.ts';
import type { ClaimDraft, Referent } from '../model/evidence/claim.ts';
import { claimId } from '../model/evidence/claim-id.ts';
import type { GroundBatch, NameEntry, NewClaim, NewDocument, NewSourceRow } from '../model/evidence/ground.ts';
import type { CitedDocument, DeclaredSame, MappedRow } from '../model/evidence/structured.ts';
import { isPartialDate } from '../model/evidence/time.ts';
import { type Marking, strictestTlp } from '../model/tlp/tlp.ts';
import { saidBy } from '../origins/claim-origin.ts';
import type { Derivations } from '../storage/rebuild.ts';

export interface Carrier {
  readonly kind: 'report' | 'dataset' | 'starter';
  readonly url?: string;
  readonly marking: Marking;
  readonly author: string;
}

export class BatchBuilder {
  readonly #carrier: Carrier;
  readonly #nameEntries: Derivations['nameEntries'];
  /** Cited documents already handed over by this run; thousands of rows cite the same reports. */
  readonly #citedBefore = new Set<string>();
  #documents: NewDocument[] = [];
  #referents = new Map<string, Referent>();
  #claims = new Map<string, NewClaim>();
  #rows: NewSourceRow[] = [];
  #names: NameEntry[] = [];
  #same: DeclaredSame[] = [];

  constructor(carrier: Carrier, nameEntries: Derivations['nameEntries']) {
    this.#carrier = carrier;
    this.#nameEntries = nameEntries;
  }

  get size(): number {
    return this.#rows.length + this.#claims.size;
  }

  addDocument(document: NewDocument): void {
    this.#documents.push(document);
  }

  addMapped(mapped: MappedRow): void {
    for (const cited of mapped.cited) this.addCited(cited);
    for (const referent of mapped.referents) this.addReferent(referent);
    for (const draft of mapped.claims) this.addClaim(draft);
    for (const pair of mapped.same) this.addSame(pair);
  }

  addRow(row: NewSourceRow): void {
    this.#rows.push(row);
  }

  addReferent(referent: Referent): void {
    if (this.#referents.has(referent.id)) return;
    this.#referents.set(referent.id, referent);
    this.#names.push(...this.#nameEntries(referent.id, referent.label, 'label'));
  }

  addClaim(draft: ClaimDraft): NewClaim {
    const sound = soundDates(draft);
    const claim: NewClaim = {
      ...sound,
      id: claimId(sound),
      marking: stricter(draft.marking, this.#carrier.marking),
      author: this.#carrier.author,
      saidBy: saidBy(draft, this.#carrier),
    };
    this.#claims.set(`${claim.subject}\u001f${claim.id}`, claim);
    if (claim.kind === 'name' && claim.object.type === 'value') {
      this.#names.push(...this.#nameEntries(claim.subject, claim.object.value, claim.predicate));
    }
    return claim;
  }

  addCited(cited: CitedDocument): void {
    if (this.#citedBefore.has(cited.id)) return;
    this.#citedBefore.add(cited.id);
    this.#documents.push({
      ...cited,
      ...(cited.publishedAt !== undefined && !isPartialDate(cited.publishedAt)
        ? { publishedAt: undefined as never }
        : {}),
      kind: 'report',
      held: false,
      marking: { tlp: 'clear' },
      author: this.#carrier.author,
      ...(cited.url === undefined ? {} : { urlKey: normalizeUrl(cited.url) }),
    });
  }

  /** Hands over what was collected and begins anew. */
  take(): GroundBatch {
    const batch: GroundBatch = {
      documents: this.#documents,
      referents: [...this.#referents.values()],
      claims: [...this.#claims.values()],
      sourceRows: this.#rows,
      names: this.#names,
      same: this.#same,
    };
    this.#documents = [];
    this.#referents = new Map();
    this.#claims = new Map();
    this.#rows = [];
    this.#names = [];
    this.#same = [];
    return batch;
  }

  /** Both ends of a link exist as referents; the one that only the link names takes the other's type and label. */
  addSame(pair: DeclaredSame): void {
    this.#same.push(pair);
    const known = this.#referents.get(pair.left) ?? this.#referents.get(pair.right);
    if (!known) return;
    for (const id of [pair.left, pair.right]) if (!this.#referents.has(id)) this.addReferent({ ...known, id });
  }
}

/** What is stated in the data and what the importer asks for: the stricter of the two. */
function stricter(stated: Marking | undefined, asked: Marking): Marking {
  return stated === undefined ? asked : { ...stated, tlp: strictestTlp([stated.tlp, asked.tlp]) };
}

/** Dates that are none would be refused by the database; the row keeps its own words. */
function soundDates(draft: ClaimDraft): ClaimDraft {
  const { valid, published, ...rest } = draft;
  const from = valid?.from !== undefined && isPartialDate(valid.from) ? { from: valid.from } : {};
  const to = valid?.to !== undefined && isPartialDate(valid.to) ? { to: valid.to } : {};
  return {
    ...rest,
    ...(valid === undefined ? {} : { valid: { ...from, ...to } }),
    ...(published !== undefined && isPartialDate(published) ? { published } : {}),
  };
}
