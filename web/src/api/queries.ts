/** One definition per question put to the server, so that every view asks and caches it the same way. */
import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import { getJson } from './client.ts';
import type {
  Arrival,
  ArrivalList,
  ClaimKind,
  DocumentList,
  DocumentPage,
  EcosystemMap,
  EntityPage,
  EvidenceClass,
  PropositionEvidence,
  PropositionList,
  ReviewQueue,
  SearchResult,
  Source,
  StoreStatus,
} from './contract.ts';

/** The three times of a view, as they stand in its address. Absent means now. */
export interface Times {
  readonly asOf?: string | undefined;
  readonly knownAt?: string | undefined;
  readonly heldAt?: string | undefined;
}

const part = encodeURIComponent;

export const searchQuery = (text: string, limit = 8) =>
  queryOptions({
    queryKey: ['search', text, limit],
    queryFn: ({ signal }) => getJson<SearchResult>('/search', { q: text, limit }, signal),
    enabled: text !== '',
    placeholderData: keepPreviousData,
    staleTime: 30_000,
  });

export const entityQuery = (id: string, times: Times) =>
  queryOptions({
    queryKey: ['entity', id, times],
    queryFn: ({ signal }) => getJson<EntityPage>(`/entities/${part(id)}`, { ...times }, signal),
    // Another time of the same thing keeps its layout while loading; another thing does not keep the old one's words.
    placeholderData: (previous, query) => (query?.queryKey[1] === id ? previous : undefined),
  });

export interface PropositionFilter {
  readonly kind?: ClaimKind | undefined;
  readonly text?: string | undefined;
  readonly includeMachine?: boolean | undefined;
}

export const propositionsQuery = (id: string, times: Times, filter: PropositionFilter) =>
  infiniteQueryOptions({
    queryKey: ['propositions', id, times, filter],
    queryFn: ({ pageParam, signal }) =>
      getJson<PropositionList>(
        `/entities/${part(id)}/propositions`,
        { ...times, ...filter, cursor: pageParam, limit: 100 },
        signal,
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.nextCursor ?? undefined,
    placeholderData: (previous, query) => (query?.queryKey[1] === id ? previous : undefined),
  });

export const evidenceQuery = (entityId: string, propositionId: string, times: Times) =>
  infiniteQueryOptions({
    queryKey: ['evidence', entityId, propositionId, times],
    queryFn: ({ pageParam, signal }) =>
      getJson<PropositionEvidence>(
        `/entities/${part(entityId)}/propositions/${part(propositionId)}`,
        { ...times, cursor: pageParam },
        signal,
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.nextCursor ?? undefined,
    staleTime: 30_000,
  });

export interface MapFilter {
  readonly evidenceClasses?: readonly EvidenceClass[] | undefined;
  readonly about?: string | undefined;
  readonly includeMachine?: boolean | undefined;
}

export const mapQuery = (times: Times, filter: MapFilter) =>
  queryOptions({
    queryKey: ['map', times, filter],
    queryFn: ({ signal }) =>
      getJson<EcosystemMap>(
        '/map',
        { ...times, ...filter, evidenceClasses: filter.evidenceClasses?.join(',') },
        signal,
      ),
    placeholderData: keepPreviousData,
  });

export interface DocumentFilter {
  readonly kind?: 'report' | 'dataset' | 'starter' | undefined;
  readonly held?: boolean | undefined;
  readonly text?: string | undefined;
}

export const documentsQuery = (filter: DocumentFilter) =>
  infiniteQueryOptions({
    queryKey: ['documents', filter],
    queryFn: ({ pageParam, signal }) =>
      getJson<DocumentList>('/documents', { ...filter, cursor: pageParam, limit: 100 }, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.nextCursor ?? undefined,
    placeholderData: keepPreviousData,
  });

export const documentQuery = (id: string) =>
  queryOptions({
    queryKey: ['document', id],
    queryFn: ({ signal }) => getJson<DocumentPage>(`/documents/${part(id)}`, {}, signal),
    staleTime: 60_000,
  });

export const sourcesQuery = () =>
  queryOptions({
    queryKey: ['sources'],
    queryFn: ({ signal }) => getJson<{ items: Source[] }>('/sources', {}, signal),
  });

export const arrivalsQuery = (status: 'new' | 'triaged' | 'closed' | undefined) =>
  infiniteQueryOptions({
    queryKey: ['arrivals', status],
    queryFn: ({ pageParam, signal }) => getJson<ArrivalList>('/arrivals', { status, cursor: pageParam }, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.nextCursor ?? undefined,
    placeholderData: keepPreviousData,
  });

export const arrivalQuery = (id: string) =>
  queryOptions({
    queryKey: ['arrival', id],
    queryFn: ({ signal }) => getJson<Arrival>(`/arrivals/${part(id)}`, {}, signal),
  });

export const reviewQuery = () =>
  queryOptions({ queryKey: ['review'], queryFn: ({ signal }) => getJson<ReviewQueue>('/review', {}, signal) });

export const statusQuery = () =>
  queryOptions({
    queryKey: ['status'],
    queryFn: ({ signal }) => getJson<StoreStatus>('/status', {}, signal),
    refetchInterval: 60_000,
  });
