/**
 * The `external_references` of one object, by the name its citation markers use.
 *
 * An entry is one of three things: the object's id in another catalogue, a note on an alias, or a report. Only reports
 * are cited.
 */
import { citationMarkers } from '../../../model/attack/citation-marker.ts';
import type { CitedDocument } from '../../../model/evidence/structured.ts';
import type { CitationReader, Reference } from '../citations.ts';
import { type JsonObject, objects, text } from '../row-json.ts';

export class ReferenceIndex {
  readonly #byName = new Map<string, Reference>();
  readonly #documents = new Map<string, CitedDocument>();
  readonly #reports: readonly Reference[];

  readonly #reader: CitationReader;

  constructor(object: JsonObject, reader: CitationReader) {
    this.#reader = reader;
    const reports: Reference[] = [];
    for (const { value } of objects(object.external_references)) {
      const name = text(value.source_name)?.trim();
      const url = text(value.url);
      const description = text(value.description);
      if (text(value.external_id) !== undefined) continue;
      if (url === undefined && citationMarkers(description ?? '').length > 0) continue;
      if (url === undefined && description === undefined) continue;
      const reference: Reference = { name, url, description };
      reports.push(reference);
      if (name !== undefined && !this.#byName.has(name)) this.#byName.set(name, reference);
    }
    this.#reports = reports;
  }

  /** The report a marker names; one known by its name alone when the object lists none of that name. */
  citedBy(name: string): CitedDocument {
    let document = this.#documents.get(name);
    if (!document) {
      document = this.#reader.read(this.#byName.get(name) ?? { name });
      this.#documents.set(name, document);
    }
    return document;
  }

  /** All reports listed, each once. */
  all(): CitedDocument[] {
    const found = new Map<string, CitedDocument>();
    for (const reference of this.#reports) {
      const document =
        reference.name !== undefined && this.#byName.get(reference.name) === reference
          ? this.citedBy(reference.name)
          : this.#reader.read(reference);
      if (!found.has(document.id)) found.set(document.id, document);
    }
    return [...found.values()];
  }
}
