/**
 * The first pass over a STIX bundle: which data set it is, which release, how many objects, which markings it defines.
 *
 * Only the few objects that matter here are parsed; of the others the outermost text members are looked through, which
 * costs a fifth of it.
 */
import type { DatasetId } from '../../../model/evidence/identifiers.ts';
import { type DatasetInfo, StructuredInputError, type StructuredProbe } from '../../../model/evidence/structured.ts';
import { isStixTimestamp } from '../../../model/stix/stix-id.ts';
import type { Marking } from '../../../model/tlp/tlp.ts';
import { headMembers, openText } from '../json/head.ts';
import { type ArrayElement, type Envelope, visitArray } from '../json/stream-array.ts';
import { textMembers } from '../json/text-members.ts';
import { isJsonObject, type JsonObject, objects, slug, text } from '../row-json.ts';
import { definedMarking } from './markings.ts';

const NOTED_TYPES: ReadonlySet<string> = new Set([
  'marking-definition',
  'identity',
  'x-mitre-collection',
  'x-mitre-matrix',
]);
const RELEASE_IN_NAME = /[-_]v?(\d+(?:\.\d+)+)\.json/i;
/** More creators than this and no single one gives the bundle its name. */
const CREATORS_NOTED = 2;
const IDENTITIES_NOTED = 10_000;

export async function probeStixBundle(
  chunks: AsyncIterable<Uint8Array>,
  fileName: string,
): Promise<StructuredProbe | undefined> {
  const { head, bytes, close } = await openText(chunks);
  if (!looksLikeBundle(headMembers(head))) {
    await close();
    return undefined;
  }
  const notes = new BundleNotes();
  const envelope = await visitArray(bytes, 'objects', (element) => notes.see(element));
  if (envelope.members.type !== 'bundle') return undefined;
  if (!envelope.found && envelope.members.objects !== undefined) {
    throw new StructuredInputError('"objects" of the bundle is not an array', {
      place: '/objects',
      hint: 'A STIX bundle holds its objects in an array.',
    });
  }
  return {
    format: 'stix',
    dataset: notes.attack(fileName) ?? notes.other(envelope, fileName),
    rowCount: envelope.elementCount,
    markings: notes.markings,
  };
}

/** The head may end before `type` is reached; the whole document decides then. */
function looksLikeBundle(members: JsonObject | undefined): boolean {
  if (!members) return false;
  if (members.type !== undefined) return members.type === 'bundle';
  return Array.isArray(members.objects) && (members.objects.length === 0 || isJsonObject(members.objects[0]));
}

class BundleNotes {
  readonly markings = new Map<string, Marking>();
  readonly #identities = new Map<string, string>();
  readonly #creators = new Set<string>();
  #collection: JsonObject | undefined;
  #matrix: JsonObject | undefined;
  #lastModified = '';

  see(element: ArrayElement): void {
    const { raw } = element;
    for (const [name, value] of textMembers(raw)) {
      if (name === 'type' && NOTED_TYPES.has(value)) this.#note(parseObject(raw));
      else if (name === 'modified' && value > this.#lastModified && isStixTimestamp(value)) this.#lastModified = value;
      else if (name === 'created_by_ref' && this.#creators.size < CREATORS_NOTED) this.#creators.add(value);
    }
  }

  /** ATT&CK: a collection or a matrix names the domain; a collection, else the file's name, the release. */
  attack(fileName: string): DatasetInfo | undefined {
    const named = this.#collection ?? this.#matrix;
    if (!named) return undefined;
    const domain = slug((text(named.name) ?? '').replace(/att&ck/gi, 'attack'));
    const matrixId = this.#matrix && text(objects(this.#matrix.external_references)[0]?.value.external_id);
    const release = text(this.#collection?.x_mitre_version) ?? RELEASE_IN_NAME.exec(fileName)?.[1];
    const publishedAt = text(this.#collection?.modified) ?? this.#lastModified;
    return {
      id: `attack/${(this.#collection && domain) || matrixId || domain || 'unnamed'}` as DatasetId,
      title: text(named.name) ?? 'ATT&CK',
      publisher: this.#identities.get(String(named.created_by_ref)) ?? 'The MITRE Corporation',
      ...(release !== undefined && { release }),
      ...(publishedAt !== '' && { publishedAt }),
      complete: true,
    };
  }

  /** Any other bundle: named by its only creator, else by itself. It never states a whole set. */
  other(envelope: Envelope, fileName: string): DatasetInfo {
    const [creator, another] = this.#creators;
    const publisher = another === undefined && creator !== undefined ? this.#identities.get(creator) : undefined;
    const bundleId = text(envelope.members.id);
    const name = (publisher && slug(publisher)) || bundleId || slug(fileName) || 'bundle';
    return {
      id: `stix/${name}` as DatasetId,
      title: publisher ? `STIX bundle of ${publisher}` : `STIX bundle ${bundleId ?? fileName}`,
      publisher: publisher ?? 'unstated',
      ...(this.#lastModified !== '' && { publishedAt: this.#lastModified }),
      complete: false,
    };
  }

  #note(object: JsonObject | undefined): void {
    if (typeof object?.id !== 'string') return;
    if (object.type === 'marking-definition') this.markings.set(object.id, definedMarking(object));
    else if (object.type === 'identity') {
      const name = text(object.name);
      if (name && this.#identities.size < IDENTITIES_NOTED) this.#identities.set(object.id, name);
    } else if (object.type === 'x-mitre-collection') this.#collection ??= object;
    else if (object.type === 'x-mitre-matrix') this.#matrix ??= object;
  }
}

function parseObject(raw: string): JsonObject | undefined {
  try {
    const value: unknown = JSON.parse(raw);
    return isJsonObject(value) ? value : undefined;
  } catch {
    // A damaged object is refused, with its place, when the rows are read.
    return undefined;
  }
}
