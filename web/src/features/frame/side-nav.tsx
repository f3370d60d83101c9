import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { statusQuery } from '../../api/queries.ts';
import { Icon } from '../../ui/icons.tsx';
import { count } from '../../ui/words.ts';
import { NAVIGATION } from './navigation.ts';
import classes from './side-nav.module.css';

export function SideNav(): ReactElement {
  const counts = useNavigationCounts();
  const { data: status } = useQuery(statusQuery());
  return (
    <nav className={`${classes.nav} no-print`} aria-label="Pages">
      <ul>
        {NAVIGATION.map((page) => (
          <li key={page.to}>
            <Link
              to={page.to}
              className={classes.link}
              activeOptions={{ exact: page.to === '/', includeSearch: false }}
            >
              <Icon name={page.icon} />
              <span>{page.label}</span>
              {counts[page.to] ? (
                <span className={classes.count}>{counts[page.to]?.toLocaleString('en-GB')}</span>
              ) : null}
            </Link>
          </li>
        ))}
      </ul>
      {status ? (
        <p className={classes.store}>
          {count(status.claims, 'claim')}
          <br />
          {`${count(status.documentsHeld, 'document')} held`}
          <br />
          {`${status.documentsCited.toLocaleString('en-GB')} cited`}
        </p>
      ) : null}
    </nav>
  );
}

/** What waits for a person: arrivals not yet looked at, claims not yet reviewed. */
export function useNavigationCounts(): Readonly<Record<string, number>> {
  const { data } = useQuery(statusQuery());
  return { '/inbox': data?.arrivalsNew ?? 0, '/review': data?.claimsUnreviewed ?? 0 };
}
