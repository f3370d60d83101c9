/** Find a thing by any of its names, in any script, and see which name matched and what else it is called. */
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { searchQuery } from '../../api/queries.ts';
import { FilterField } from '../../ui/filter-field.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { EmptyState, ErrorState, Waiting } from '../../ui/states.tsx';
import table from '../../ui/table.module.css';
import { TypeMark } from '../../ui/type-mark.tsx';
import { TYPE_WORDS } from '../../ui/words.ts';
import classes from './names-page.module.css';

const route = getRouteApi('/names');
const AT_MOST = 100;

export function NamesPage(): ReactElement {
  const { text } = route.useSearch();
  const navigate = route.useNavigate();
  return (
    <>
      <PageHeader
        title="Names"
        lead="Names are claims: each is used by someone, since some day, and one name may belong to several things. A shared name joins nothing by itself."
      />
      <div className={classes.tools}>
        <FilterField
          label="A name, in any script"
          value={text ?? ''}
          autoFocus
          onChange={(next) =>
            void navigate({
              search: (previous) => ({ ...previous, text: next || undefined }),
              replace: true,
              resetScroll: false,
            })
          }
        />
      </div>
      {text ? <Found text={text} /> : <HowTo />}
    </>
  );
}

function HowTo(): ReactElement {
  return (
    <EmptyState title="Type a name">
      <p>
        English, 汉字 or pinyin; with or without spaces and tone marks; a vendor’s name for a group, a company, an
        office, a law, a vulnerability’s number.
      </p>
      <p>
        To browse instead, open the{' '}
        <Link to="/" search={{ view: 'list' }}>
          list of the ecosystem
        </Link>{' '}
        and filter it by words.
      </p>
    </EmptyState>
  );
}

function Found({ text }: { text: string }): ReactElement {
  const { data, error, refetch } = useQuery(searchQuery(text, AT_MOST));
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!data) return <Waiting lines={[70, 64, 72, 58, 66]} />;
  if (data.entities.length === 0) {
    return (
      <EmptyState title={`Nothing is called “${text}”`}>
        <p>
          Try fewer letters or another script. A name that only stands in a report not yet imported is not known here:
          import the report.
        </p>
      </EmptyState>
    );
  }
  return (
    <div className={table.wrap}>
      <table className={table.table} data-stack="true">
        <thead>
          <tr>
            <th scope="col">Name</th>
            <th scope="col">Matched</th>
            <th scope="col">Also called</th>
            <th scope="col" className={table.number}>
              Claims
            </th>
          </tr>
        </thead>
        <tbody>
          {data.entities.map((hit) => (
            <tr key={hit.entity.id}>
              <td>
                <Link to="/entities/$id" params={{ id: hit.entity.id }} className={classes.name}>
                  {hit.entity.label}
                </Link>
                <span className={classes.type}>
                  <TypeMark type={hit.entity.type} /> {TYPE_WORDS[hit.entity.type]}
                </span>
              </td>
              <td data-label="Matched">{hit.matched}</td>
              <td data-label="Also called" className={table.quiet}>
                {hit.otherNames.join(' · ') || 'nothing else'}
              </td>
              <td data-label="Claims" className={table.number}>
                {hit.claimCount.toLocaleString('en-GB')}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {data.entities.length >= AT_MOST ? (
        <p className={classes.more}>{`The first ${AT_MOST} are shown. Type more letters to narrow them.`}</p>
      ) : null}
    </div>
  );
}
