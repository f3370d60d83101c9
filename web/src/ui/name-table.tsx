/** Who calls it what, since when. A name that others carry too is warned about: a shared name joins nothing. */
import { Link } from '@tanstack/react-router';
import { type ReactElement, useState } from 'react';
import type { NameRow } from '../api/contract.ts';
import { Button } from './button.tsx';
import { partialDateWords } from './dates.ts';
import { Icon } from './icons.tsx';
import classes from './name-table.module.css';
import { languageWords } from './names.ts';
import { OriginBadge } from './origin-badge.tsx';
import { StatementLink } from './statement-link.tsx';
import table from './table.module.css';
import { TYPE_WORDS } from './words.ts';

const SHOWN_AT_FIRST = 8;

export function NameTable({ names, entityId }: { names: readonly NameRow[]; entityId: string }): ReactElement {
  const [all, setAll] = useState(false);
  const shown = all ? names : names.slice(0, SHOWN_AT_FIRST);
  return (
    <>
      <div className={table.wrap}>
        <table className={table.table} data-stack="true">
          <thead>
            <tr>
              <th scope="col" className={classes.wide}>
                Name
              </th>
              <th scope="col">Used by</th>
              <th scope="col">Since</th>
              <th scope="col">Support</th>
            </tr>
          </thead>
          <tbody>
            {shown.map((row) => (
              <tr key={`${row.propositionId} ${row.usedBy ?? ''} ${row.name}`}>
                <td>
                  <StatementLink propositionId={row.propositionId} entityId={entityId} className={classes.name}>
                    <span {...(row.language ? { lang: row.language } : {})}>{row.name}</span>
                  </StatementLink>
                  <span className={classes.kind}>
                    {[
                      row.predicate === 'named' || row.predicate === 'name' ? '' : row.predicate.replaceAll('-', ' '),
                      languageWords(row.language),
                    ]
                      .filter(Boolean)
                      .join(', ')}
                  </span>
                  {row.alsoNames.length > 0 ? (
                    <span className={classes.also}>
                      <Icon name="warning" size={12} /> also names{' '}
                      {row.alsoNames.map((other, index) => (
                        <span key={other.id}>
                          {index > 0 ? ', ' : ''}
                          <Link to="/entities/$id" params={{ id: other.id }}>
                            {`${other.label} (${TYPE_WORDS[other.type]})`}
                          </Link>
                        </span>
                      ))}
                    </span>
                  ) : null}
                </td>
                <td data-label="Used by">{row.usedBy ?? <span className={table.quiet}>not stated</span>}</td>
                <td data-label="Since" className={classes.since}>
                  {row.firstPublished ? (
                    partialDateWords(row.firstPublished)
                  ) : (
                    <span className={table.quiet}>not stated</span>
                  )}
                </td>
                <td data-label="Support">
                  <OriginBadge support={row.support} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {names.length > SHOWN_AT_FIRST ? (
        <Button look="plain" aria-expanded={all} onClick={() => setAll(!all)}>
          {all ? `Only the first ${SHOWN_AT_FIRST}` : `All ${names.length.toLocaleString('en-GB')} names`}
        </Button>
      ) : null}
    </>
  );
}
