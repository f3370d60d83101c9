/**
 * Every address of the page. A link reproduces a view: the subject in the path; times, filters and open evidence in the search.
 *
 * To add a page: a route here, a component in `features/`, and an entry in `features/frame/navigation.ts`.
 */
import type { QueryClient } from '@tanstack/react-query';
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  retainSearchParams,
} from '@tanstack/react-router';
import type { ClaimKind, EvidenceClass } from './api/contract.ts';
import { Frame } from './features/frame/frame.tsx';
import { NotFound } from './features/frame/not-found.tsx';
import { RouteError } from './features/frame/route-error.tsx';
import { isDay } from './ui/dates.ts';
import { EVIDENCE_CLASS_WORDS, KIND_WORDS } from './ui/words.ts';

type RawSearch = Record<string, unknown>;

/** What any view's address may carry. */
export interface FrameSearch {
  asOf?: string | undefined;
  knownAt?: string | undefined;
  heldAt?: string | undefined;
  /** The proposition whose evidence is open, and an entity it is about. */
  statement?: string | undefined;
  of?: string | undefined;
}

const text = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined);
const flag = (value: unknown): 'yes' | undefined => (value === 'yes' ? 'yes' : undefined);
const oneOf = <T extends string>(value: unknown, allowed: readonly T[]): T | undefined =>
  allowed.find((item) => item === value);

const rootRoute = createRootRouteWithContext<{ queryClient: QueryClient }>()({
  validateSearch: (raw: RawSearch): FrameSearch => ({
    asOf: isDay(raw.asOf) ? raw.asOf : undefined,
    knownAt: isDay(raw.knownAt) ? raw.knownAt : undefined,
    heldAt: text(raw.heldAt),
    statement: text(raw.statement),
    of: text(raw.of),
  }),
  search: { middlewares: [retainSearchParams(['asOf', 'knownAt', 'heldAt'])] },
  component: Frame,
  notFoundComponent: NotFound,
  errorComponent: RouteError,
});

export interface EcosystemSearch {
  classes?: string | undefined;
  about?: string | undefined;
  view?: 'list' | undefined;
  unreviewed?: 'yes' | undefined;
  people?: 'yes' | undefined;
  node?: string | undefined;
}

const ecosystemRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/',
  validateSearch: (raw: RawSearch): EcosystemSearch => ({
    classes: classList(raw.classes),
    about: text(raw.about),
    view: oneOf(raw.view, ['list']),
    unreviewed: flag(raw.unreviewed),
    people: flag(raw.people),
    node: text(raw.node),
  }),
  component: lazyRouteComponent(() => import('./features/ecosystem/ecosystem-page.tsx'), 'EcosystemPage'),
});

function classList(raw: unknown): string | undefined {
  const known = (text(raw) ?? '').split(',').filter((name): name is EvidenceClass => name in EVIDENCE_CLASS_WORDS);
  return known.length === 0 ? undefined : known.join(',');
}

export interface EntitySearch {
  kind?: ClaimKind | undefined;
  text?: string | undefined;
  unreviewed?: 'yes' | undefined;
}

const entityRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/entities/$id',
  validateSearch: (raw: RawSearch): EntitySearch => ({
    kind: oneOf(raw.kind, Object.keys(KIND_WORDS) as ClaimKind[]),
    text: text(raw.text),
    unreviewed: flag(raw.unreviewed),
  }),
  component: lazyRouteComponent(() => import('./features/entity/entity-page.tsx'), 'EntityPage'),
});

export interface ReportsSearch {
  text?: string | undefined;
  kind?: 'report' | 'dataset' | 'starter' | undefined;
  /** Absent: what is held, since that can be read. */
  held?: 'no' | 'all' | undefined;
}

const reportsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/reports',
  validateSearch: (raw: RawSearch): ReportsSearch => ({
    text: text(raw.text),
    kind: oneOf(raw.kind, ['report', 'dataset', 'starter']),
    held: oneOf(raw.held, ['no', 'all']),
  }),
  component: lazyRouteComponent(() => import('./features/reports/reports-page.tsx'), 'ReportsPage'),
});

const documentRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/documents/$id',
  validateSearch: (raw: RawSearch): { claim?: string | undefined; at?: string | undefined } => ({
    claim: text(raw.claim),
    at: text(raw.at),
  }),
  component: lazyRouteComponent(() => import('./features/reader/document-page.tsx'), 'DocumentPage'),
});

const namesRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/names',
  validateSearch: (raw: RawSearch): { text?: string | undefined } => ({ text: text(raw.text) }),
  component: lazyRouteComponent(() => import('./features/names/names-page.tsx'), 'NamesPage'),
});

const questionsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/questions',
  component: lazyRouteComponent(() => import('./features/questions/questions-page.tsx'), 'QuestionsPage'),
});

const sourcesRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/sources',
  validateSearch: (raw: RawSearch): { text?: string | undefined } => ({ text: text(raw.text) }),
  component: lazyRouteComponent(() => import('./features/sources/sources-page.tsx'), 'SourcesPage'),
});

export type ArrivalStatus = 'new' | 'triaged' | 'closed';

const inboxRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/inbox',
  validateSearch: (raw: RawSearch): { status?: ArrivalStatus | 'all' | undefined } => ({
    status: oneOf(raw.status, ['new', 'triaged', 'closed', 'all']),
  }),
  component: lazyRouteComponent(() => import('./features/inbox/inbox-page.tsx'), 'InboxPage'),
});

const arrivalRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/inbox/$id',
  component: lazyRouteComponent(() => import('./features/inbox/arrival-page.tsx'), 'ArrivalPage'),
});

const reviewRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/review',
  component: lazyRouteComponent(() => import('./features/review/review-page.tsx'), 'ReviewPage'),
});

const routeTree = rootRoute.addChildren([
  ecosystemRoute,
  entityRoute,
  reportsRoute,
  documentRoute,
  namesRoute,
  questionsRoute,
  sourcesRoute,
  inboxRoute,
  arrivalRoute,
  reviewRoute,
]);

export function createAppRouter(queryClient: QueryClient) {
  return createRouter({
    routeTree,
    context: { queryClient },
    defaultPreload: 'intent',
    scrollRestoration: true,
    // Plain `?asOf=2019-06-01`: addresses are read, written and pasted by people.
    parseSearch: (search) => Object.fromEntries(new URLSearchParams(search)),
    stringifySearch: (search) => {
      const query = new URLSearchParams();
      for (const [name, value] of Object.entries(search))
        if (value !== undefined && value !== '') query.set(name, String(value));
      const words = query.toString();
      return words === '' ? '' : `?${words}`;
    },
  });
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createAppRouter>;
  }
}
