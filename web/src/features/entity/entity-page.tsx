/** All that is held about one thing: its names by who uses them, what is said of it by kind, when, and its place among the others. */
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { lazy, type ReactElement, Suspense } from 'react';
import type { EntityPage as EntityPageView } from '../../api/contract.ts';
import { entityQuery } from '../../api/queries.ts';
import { partialDateWords } from '../../ui/dates.ts';
import { NameTable } from '../../ui/name-table.tsx';
import { OriginBadge } from '../../ui/origin-badge.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { Section } from '../../ui/section.tsx';
import { ErrorState, Waiting } from '../../ui/states.tsx';
import { useTimes } from '../../ui/times.ts';
import { count } from '../../ui/words.ts';
import { EntityClaims } from './entity-claims.tsx';
import { EntityExport } from './entity-export.tsx';
import { EntityHeading, EntityLead } from './entity-heading.tsx';
import classes from './entity-page.module.css';
import { EntityTimeline } from './entity-timeline.tsx';

const EntityRelations = lazy(async () => ({ default: (await import('./entity-relations.tsx')).EntityRelations }));

const route = getRouteApi('/entities/$id');

export function EntityPage(): ReactElement {
  const { id } = route.useParams();
  const times = useTimes();
  const { data, error, refetch, isPlaceholderData } = useQuery(entityQuery(id, times));
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!data) return <EntityWaiting />;
  return (
    <div className={classes.page} aria-busy={isPlaceholderData}>
      <PageHeader
        title={data.entity.label}
        heading={<EntityHeading page={data} />}
        lead={<EntityLead page={data} askedFor={id} />}
        actions={<EntityExport entityId={data.entity.id} />}
      />
      <div className={classes.columns}>
        <div className={classes.main}>
          <Description page={data} />
          <Section title="Names" note={names(data)}>
            {data.names.length > 0 ? (
              <NameTable names={data.names} entityId={data.entity.id} />
            ) : (
              <p className={classes.quiet}>No source calls it by a name at these times.</p>
            )}
          </Section>
          <Section title="Relations">
            <Suspense fallback={<Waiting lines={[80, 60, 70]} />}>
              <EntityRelations entityId={data.entity.id} />
            </Suspense>
          </Section>
          <EntityClaims key={data.entity.id} page={data} />
        </div>
        <div className={classes.side}>
          <Section title="Support">
            <OriginBadge support={data.support} />
            <p className={classes.quiet}>{`${count(data.claimCount, 'claim')} behind this page.`}</p>
          </Section>
          <Section title="Timeline">
            <EntityTimeline items={data.timeline} entityId={data.entity.id} />
          </Section>
          <Referents page={data} />
        </div>
      </div>
    </div>
  );
}

function names({ names }: EntityPageView): string {
  const users = new Set(names.map((row) => row.usedBy).filter((user) => user !== null));
  return users.size > 0
    ? `${count(names.length, 'name')}, used by ${count(users.size, 'party', 'parties')}`
    : count(names.length, 'name');
}

function Description({ page }: { page: EntityPageView }): ReactElement | null {
  const { description } = page.entity;
  if (!description) return null;
  const { document } = description;
  return (
    <figure className={classes.description}>
      <blockquote>{description.text}</blockquote>
      <figcaption>
        <Link to="/documents/$id" params={{ id: document.id }}>
          {[document.publisher, document.title].filter(Boolean).join(', ') || 'its source'}
        </Link>
        {document.publishedAt ? `, ${partialDateWords(document.publishedAt)}` : ''}
      </figcaption>
    </figure>
  );
}

function Referents({ page }: { page: EntityPageView }): ReactElement {
  const { referents } = page.entity;
  return (
    <details className={classes.referents}>
      <summary>{`${count(referents.length, 'record')} of sources joined here`}</summary>
      <ul>
        {referents.map((referent) => (
          <li key={referent.id}>
            <span>{referent.label}</span>
            <code>{referent.id}</code>
          </li>
        ))}
      </ul>
    </details>
  );
}

function EntityWaiting(): ReactElement {
  return (
    <div className={classes.page}>
      <Waiting lines={[34, 20]} />
      <div className={classes.columns}>
        <div className={classes.main}>
          <Waiting lines={[12, 100, 96, 98, 90, 0, 12, 100, 80, 100, 76, 100, 84]} />
        </div>
        <div className={classes.side}>
          <Waiting lines={[40, 90, 0, 40, 100, 100, 100]} />
        </div>
      </div>
    </div>
  );
}
