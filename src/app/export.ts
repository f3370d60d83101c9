/**
 * Export: what is held about one thing or everything, for an audience, as STIX, CSV or Markdown.
 *
 * Invariants: one snapshot of the store from the first piece to the record of the disclosure; the record stands before a byte is handed out;
 * everything passes the release gate.
 */

import { parseRow } from '../extraction/structured/row-json.ts';
import { definedMarking } from '../extraction/structured/stix/markings.ts';
import type { Resolver } from '../model/evidence/resolution.ts';
import type { TlpLevel } from '../model/tlp/tlp.ts';
import { csvHeader, csvRows } from '../products/csv.ts';
import { markdownReport } from '../products/markdown.ts';
import type { ReleasedStatement, ReleasedThing } from '../products/released.ts';
import type { Database, Session } from '../storage/database.ts';
import {
  readMarkingDefinitions,
  readReleasedClaims,
  readReleasedGroup,
  readReleaseTotals,
  recordDisclosure,
} from '../storage/export-reader.ts';
import { newId } from '../storage/ground-writer.ts';
import { selectRelease } from '../storage/release-selection.ts';
import { exportStix } from './export-stix.ts';
import { ReleaseGate } from './release-gate.ts';
import { statements } from './released-values.ts';
import { Spool } from './spool.ts';
import { type ExportRequest, type ExportResult, UseCaseError } from './use-cases.ts';

export interface ExportDeps {
  readonly database: Database;
  readonly resolve: Resolver;
  readonly clock: () => Date;
  /** From what a person types to one entity; rejects with `UseCaseError` when there is none or several. */
  findEntity(nameOrId: string): Promise<{ id: string; label: string; type: string }>;
}

const MEDIA_TYPES = {
  stix: { mediaType: 'application/stix+json;version=2.1', extension: 'json' },
  csv: { mediaType: 'text/csv; charset=utf-8', extension: 'csv' },
  markdown: { mediaType: 'text/markdown; charset=utf-8', extension: 'md' },
} as const;

export async function exportClaims(deps: ExportDeps, request: ExportRequest): Promise<ExportResult> {
  const tlp = request.tlp ?? 'clear';
  if (request.format === 'markdown' && request.about === undefined) {
    throw new UseCaseError('invalid', 'A Markdown report is about one thing.', {
      place: 'about',
      hint: 'Name it with --about, or choose --format stix or csv for everything.',
    });
  }
  const entity = request.about === undefined ? undefined : await deps.findEntity(request.about);
  const gate = new ReleaseGate({
    tlp,
    name: request.audience ?? `anyone cleared for TLP:${tlp.toUpperCase()}`,
    includeMachine: request.includeMachine === true,
  });
  const id = newId('disclosure');
  const spool = new Spool();
  try {
    await deps.database.transaction(async (session) => {
      await session.query('set transaction isolation level repeatable read');
      await selectRelease(session, gate.filter(await markingDefinitions(session)), {
        entity: entity?.id,
        resolve: deps.resolve,
      });
      if (entity) await requireSomething(session, request.about ?? entity.label, tlp);
      for await (const piece of pieces(session, {
        gate,
        request,
        id,
        entity: entity?.id,
        madeAt: deps.clock().toISOString(),
      }))
        await spool.write(piece);
      await recordDisclosure(session, {
        id,
        format: request.format,
        audience: gate.audience.name,
        tlp,
        about: entity?.id ?? null,
        author: request.author,
        sha256: spool.digest(),
        selectedOnly: request.format !== 'stix',
      });
    });
  } catch (error) {
    await spool.discard();
    throw error;
  }
  const { mediaType, extension } = MEDIA_TYPES[request.format];
  return { mediaType, fileName: `${fileStem(request.about)}.${extension}`, chunks: spool.chunks() };
}

async function markingDefinitions(session: Session): Promise<{ id: string; tlp: TlpLevel }[]> {
  const rows = await readMarkingDefinitions(session);
  return rows.map(({ key, raw }) => ({ id: key, tlp: definedMarking(parseRow(raw)).tlp }));
}

/** The same words whether nothing is held or nothing may go out: the difference would tell what is withheld. */
async function requireSomething(session: Session, about: string, tlp: TlpLevel): Promise<void> {
  const totals = await readReleaseTotals(session);
  if (totals.claims > 0 || totals.rows > 0) return;
  throw new UseCaseError('not-found', `Nothing about “${about}” may go to an audience of TLP:${tlp.toUpperCase()}.`, {
    place: 'about',
    hint: 'Claims read by a machine go out only after review, or with --include-machine.',
  });
}

interface Making {
  readonly gate: ReleaseGate;
  readonly request: ExportRequest;
  /** Of the disclosure; a bundle carries its UUID, so that a copy found elsewhere leads back to it. */
  readonly id: string;
  readonly entity: string | undefined;
  readonly madeAt: string;
}

async function* pieces(session: Session, making: Making): AsyncIterable<string> {
  const { gate, request } = making;
  if (request.format === 'stix') {
    yield* exportStix(session, gate, making.id.slice(making.id.indexOf(':') + 1));
    return;
  }
  const all = statements(readReleasedClaims(session, { describing: true, fromStix: true }), gate);
  if (request.format === 'csv') {
    yield csvHeader();
    for await (const statement of all) yield csvRows(statement);
    return;
  }
  const held: ReleasedStatement[] = [];
  for await (const statement of all) held.push(statement);
  const thing = await subjectOfReport(session, making.entity ?? '');
  yield* markdownReport({ thing, tlp: gate.audience.tlp, madeAt: making.madeAt, statements: held });
}

/** As the audience may call it: the store's own label may be part of what is withheld. */
async function subjectOfReport(session: Session, entity: string): Promise<ReleasedThing> {
  const group = await readReleasedGroup(session, entity);
  return {
    id: group?.grp ?? entity,
    label: group?.label ?? entity,
    type: group?.type ?? 'other',
    stixId: group?.stix_key ?? null,
  };
}

/** `APT41` → `apt41`; without a name, `orrery`. */
function fileStem(about: string | undefined): string {
  const stem = (about ?? '')
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 80);
  return stem === '' ? 'orrery' : stem;
}
