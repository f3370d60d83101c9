/** English, hanzi and pinyin of one name together; what it is; and what a reader must know before citing it. */
import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import type { EntityPage } from '../../api/contract.ts';
import { nativeNames } from '../../ui/names.ts';
import { TYPE_WORDS } from '../../ui/words.ts';
import classes from './entity-heading.module.css';

export function EntityHeading({ page }: { page: EntityPage }): ReactElement {
  const { label } = page.entity;
  const { hanzi, pinyin } = nativeNames(label, page.names);
  return (
    <span className={classes.heading}>
      <span>{label}</span>
      {hanzi ? (
        <span lang="zh" className={classes.native}>
          {hanzi}
        </span>
      ) : null}
      {pinyin ? <span className={classes.pinyin}>{pinyin}</span> : null}
    </span>
  );
}

export function EntityLead({ page, askedFor }: { page: EntityPage; askedFor: string }): ReactElement {
  const { type, flags, label } = page.entity;
  return (
    <div className={classes.lead}>
      <span>{TYPE_WORDS[type]}</span>
      {flags.map((flag) => (
        <strong key={flag} className={classes.flag}>
          {flag === 'revoked' ? 'revoked by its source' : flag === 'deprecated' ? 'deprecated by its source' : flag}
        </strong>
      ))}
      {page.redirectedFrom && page.redirectedFrom !== label ? (
        <span>
          {`Asked for as ${askedFor}, which is now part of `}
          <Link to="/entities/$id" params={{ id: page.entity.id }}>
            {label}
          </Link>
        </span>
      ) : null}
    </div>
  );
}
