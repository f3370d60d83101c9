/**
 * Stores a report: its text, what was found in it, and the claims that a machine read from it, which wait for review.
 *
 * Invariant: one transaction; a report is in the store whole or not at all.
 */

import { extractDocument, PROSE_PATTERNS_VERSION } from '../extraction/extract-document.ts';
import type { AliasMatcher } from '../extraction/prose/alias-matcher.ts';
import { evidenceClassOfUrl } from '../extraction/structured/evidence-hosts.ts';
import { toClaims } from '../extraction/to-claims.ts';
import { citedDocumentId, normalizeUrl } from '../model/evidence/citation.ts';
import type { EvidenceClass, ParsedDocument } from '../model/evidence/document.ts';
import type { NewClaim } from '../model/evidence/ground.ts';
import type { DocumentId } from '../model/evidence/identifiers.ts';
import type { TlpLevel } from '../model/tlp/tlp.ts';
import { type Database, inTransaction } from '../storage/database.ts';
import { prepareStages, writeBatch } from '../storage/ground-writer.ts';
import { type ArrivalCounts, finishArrival, NOTHING_ADDED } from '../storage/import-run.ts';
import type { Derivations } from '../storage/rebuild.ts';
import { storeExtraction } from '../storage/report-writer.ts';
import { findContradictions } from './contradictions.ts';
import { BatchBuilder } from './ground-batch.ts';
import { findPassages } from './passages.ts';

export interface ReportImport {
  readonly database: Database;
  readonly derivations: Derivations;
  readonly matcher: AliasMatcher;
  readonly parsed: ParsedDocument;
  readonly document: DocumentId;
  readonly sha256: string;
  readonly sizeBytes: number;
  readonly author: string;
  readonly tlp: TlpLevel;
  /** The arrival that this completes. */
  readonly arrival: string;
}

export interface ReportOutcome {
  readonly counts: ArrivalCounts;
  readonly passagesFound: number;
}

export async function importReport(input: ReportImport): Promise<ReportOutcome> {
  const { parsed, document } = input;
  const evidenceClass = parsed.evidenceClass ?? (parsed.url === undefined ? undefined : evidenceClassOfUrl(parsed.url));
  const extraction = extractDocument(
    {
      text: parsed.text,
      ...(parsed.language === undefined ? {} : { language: parsed.language }),
      ...(parsed.publishedAt === undefined ? {} : { publishedAt: parsed.publishedAt }),
      ...(parsed.publisher === undefined ? {} : { publisher: parsed.publisher }),
    },
    input.matcher,
  );
  const builder = new BatchBuilder(
    {
      kind: 'report',
      marking: { tlp: input.tlp },
      author: input.author,
      ...(parsed.url === undefined ? {} : { url: parsed.url }),
    },
    input.derivations.nameEntries,
  );
  builder.addDocument({
    id: document,
    kind: 'report',
    held: true,
    sha256: input.sha256,
    mediaType: parsed.mediaType,
    sizeBytes: input.sizeBytes,
    ...metadata(parsed, evidenceClass),
    text: parsed.text,
    landmarks: parsed.landmarks,
    links: parsed.links,
    issues: parsed.issues,
    marking: { tlp: input.tlp },
    author: input.author,
  });
  const read = toClaims(extraction, {
    document,
    text: parsed.text,
    ...(parsed.publishedAt === undefined ? {} : { publishedAt: parsed.publishedAt }),
    ...(evidenceClass === undefined ? {} : { evidenceClass }),
  });
  for (const referent of read.referents) builder.addReferent(referent);
  const claims: NewClaim[] = read.claims.map((draft) => builder.addClaim(draft));
  return input.database.withSession(async (session) => {
    await prepareStages(session);
    return inTransaction(session, async () => {
      const result = await writeBatch(session, builder.take(), input.derivations.resolve);
      await storeExtraction(session, {
        document,
        version: PROSE_PATTERNS_VERSION,
        recordedAt: result.recordedAt,
        result: extraction,
        words: input.derivations.words(`${parsed.title ?? ''}\n${parsed.publisher ?? ''}\n${parsed.text}`),
      });
      const contradictions = await findContradictions(session, claims, result.recordedAt);
      const passagesFound =
        parsed.url === undefined
          ? 0
          : await findPassages(session, {
              document,
              text: parsed.text,
              cited: citedDocumentId({ url: parsed.url }),
              recordedAt: result.recordedAt,
            });
      const counts = {
        ...NOTHING_ADDED,
        newClaims: result.claimsAdded,
        newNames: result.namesAdded,
        newEntities: result.referentsAdded,
        repeats: result.claimsKnown,
        contradictions: contradictions.length,
      };
      await finishArrival(session, input.arrival, { counts, refused: [], contradictions });
      return { counts, passagesFound };
    });
  });
}

function metadata(parsed: ParsedDocument, evidenceClass: EvidenceClass | undefined): Record<string, unknown> {
  const { title, publisher, authors, publishedAt, language, url } = parsed;
  return Object.fromEntries(
    Object.entries({
      title,
      publisher,
      authors,
      publishedAt,
      language,
      url,
      evidenceClass,
      urlKey: url === undefined ? undefined : normalizeUrl(url),
    }).filter(([, value]) => value !== undefined),
  );
}
