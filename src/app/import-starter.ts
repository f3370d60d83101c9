/**
 * Loads the starter knowledge into a store that has none of it, or an older edition.
 *
 * It goes the way of any data set: claims that a newer edition leaves out are withdrawn, what analysts decided stays theirs. Reliability
 * grades of its sources are judgements in its name, and never replace one that a person gave.
 */
import { join } from 'node:path';
import { readStarter, type StarterKnowledge } from '../extraction/structured/starter/read-starter.ts';
import type { NewClaim } from '../model/evidence/ground.ts';
import type { DatasetId, DocumentId } from '../model/evidence/identifiers.ts';
import { type Database, inTransaction, type Session } from '../storage/database.ts';
import { prepareStages, writeBatch } from '../storage/ground-writer.ts';
import { finishArrival, isImported, NOTHING_ADDED, startArrival, withdraw } from '../storage/import-run.ts';
import { appendJudgement, readReliabilities } from '../storage/judgements.ts';
import { packageRoot } from '../storage/package-root.ts';
import { heldClaimsVia } from '../storage/reader/held-claims.ts';
import type { Derivations } from '../storage/rebuild.ts';
import { type Contradiction, findContradictions, storeContradictions } from './contradictions.ts';
import { BatchBuilder } from './ground-batch.ts';
import { starterFiles, starterHash } from './starter-names.ts';

export const STARTER_DATASET = 'starter' as DatasetId;
const AUTHOR = 'starter knowledge';

/** Returns whether something was loaded. */
export async function loadStarter(
  deps: { database: Database; derivations: Derivations },
  log: (line: string) => void,
  folder = join(packageRoot(), 'starter'),
): Promise<boolean> {
  const files = await starterFiles(folder);
  const sha256 = starterHash(files);
  const document = `doc:${sha256.slice(0, 32)}` as DocumentId;
  return deps.database.withSession(async (session) => {
    if (await isImported(session, document)) return false;
    log('loading the starter knowledge');
    const knowledge = readStarter(files, document);
    for (const issue of knowledge.issues) log(issue.message);
    await prepareStages(session);
    await inTransaction(session, () => store(session, deps.derivations, { knowledge, document, sha256 }));
    return true;
  });
}

async function store(
  session: Session,
  derivations: Derivations,
  edition: { knowledge: StarterKnowledge; document: DocumentId; sha256: string },
): Promise<void> {
  const { knowledge, document } = edition;
  const builder = new BatchBuilder(
    { kind: 'starter', marking: { tlp: 'clear' }, author: AUTHOR },
    derivations.nameEntries,
  );
  builder.addDocument({
    id: document,
    kind: 'starter',
    held: true,
    sha256: edition.sha256,
    title: 'Starter knowledge',
    publisher: 'Orrery',
    mediaType: 'application/yaml',
    evidenceClass: 'dataset',
    marking: { tlp: 'clear' },
    author: AUTHOR,
  });
  for (const cited of knowledge.documents) builder.addCited(cited);
  for (const referent of knowledge.referents) builder.addReferent(referent);
  const claims = sourced(knowledge).map((draft) => builder.addClaim({ ...draft, via: STARTER_DATASET }));
  for (const pair of knowledge.same) builder.addSame(pair);
  const arrival = await startArrival(session, {
    name: 'Starter knowledge',
    kind: 'starter',
    format: 'starter',
    document,
    dataset: STARTER_DATASET,
    author: AUTHOR,
  });
  const before = await heldClaimsVia(session, STARTER_DATASET);
  const result = await writeBatch(session, builder.take(), derivations.resolve);
  const kept = new Set(claims.map((claim) => claim.id as string));
  const withdrawn = await withdraw(session, {
    dataset: STARTER_DATASET,
    keys: [],
    claims: before.filter((claim) => !kept.has(claim.id)),
  });
  const contradictions = [
    ...(await storeContradictions(session, statedContests(claims), result.recordedAt)),
    ...(await findContradictions(session, claims, result.recordedAt)),
  ];
  await gradeSources(session, knowledge);
  await finishArrival(session, arrival.id, {
    counts: {
      ...NOTHING_ADDED,
      newClaims: result.claimsAdded,
      newNames: result.namesAdded,
      newEntities: result.referentsAdded,
      repeats: result.claimsKnown,
      withdrawn,
      contradictions: contradictions.length,
      refused: knowledge.issues.length,
    },
    refused: knowledge.issues.map((issue) => ({ place: issue.place ?? 'starter', reason: issue.message })),
    contradictions,
  });
}

/** A name without a source is our own label for a thing, and no claim: we are nobody's origin. */
function sourced(knowledge: StarterKnowledge): StarterKnowledge['claims'] {
  return knowledge.claims.filter((draft) => draft.cited !== undefined);
}

/** What the curator says contests what. */
function statedContests(claims: readonly NewClaim[]): Contradiction[] {
  const byKey = new Map(claims.map((claim) => [claim.sourceKey, claim]));
  return claims.flatMap((claim) => {
    const other = claim.qualifiers?.contests === undefined ? undefined : byKey.get(claim.qualifiers.contests);
    return other ? [{ left: claim.id, right: other.id, reason: 'sources contest each other on this' }] : [];
  });
}

async function gradeSources(session: Session, knowledge: StarterKnowledge): Promise<void> {
  const held = await readReliabilities(session);
  const publishers = new Map<string, { letter: string; reason: string }>();
  for (const grade of knowledge.reliability) {
    const before = held.get(grade.document);
    if (!before || (before.author === AUTHOR && before.reliability !== grade.letter)) {
      await appendJudgement(session, {
        kind: 'source-reliability',
        target: grade.document,
        decision: { reliability: grade.letter },
        author: AUTHOR,
        reason: grade.reason,
      });
    }
    // A publisher is as reliable as the least reliable of what is cited of it, until a person says otherwise.
    const publisher = publishers.get(grade.publisher);
    if (!publisher || publisher.letter < grade.letter)
      publishers.set(grade.publisher, { letter: grade.letter, reason: grade.reason });
  }
  for (const [publisher, grade] of publishers) {
    const before = held.get(publisher);
    if (!before || (before.author === AUTHOR && before.reliability !== grade.letter)) {
      await appendJudgement(session, {
        kind: 'source-reliability',
        target: publisher,
        decision: { reliability: grade.letter },
        author: AUTHOR,
        reason: grade.reason,
      });
    }
  }
}
