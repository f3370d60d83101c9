/** The wire types, as types only: the schemas behind them (and zod) never enter the bundle. */
export type { ClaimView, Proposition, PropositionEvidence } from '../../../src/api/contract/claims.ts';
export type {
  DocumentRef,
  EntityRef,
  Grade,
  Moment,
  OriginView,
  Problem,
  Support,
} from '../../../src/api/contract/common.ts';
export type {
  Arrival,
  ArrivalList,
  DocumentList,
  DocumentPage,
  ImportOutcome,
  ImportProgress,
  MentionView,
  Source,
} from '../../../src/api/contract/documents.ts';
export type {
  EcosystemMap,
  EntityPage,
  MapEdge,
  MapNode,
  NameRow,
  PropositionList,
  SearchHit,
  SearchResult,
  TimelineItem,
} from '../../../src/api/contract/entities.ts';
export type { ReviewQueue } from '../../../src/api/contract/requests.ts';
export type { JudgementRequest, JudgementView, StoreStatus } from '../../../src/api/contract/store.ts';

import type { ClaimView, Proposition } from '../../../src/api/contract/claims.ts';
import type { DocumentRef, EntityRef } from '../../../src/api/contract/common.ts';

export type ClaimKind = Proposition['kind'];
export type EntityType = EntityRef['type'];
export type EvidenceClass = ClaimView['evidenceClass'];
export type Reliability = DocumentRef['reliability'];
export type Tlp = ClaimView['tlp'];
