/** The head of every page: what it is, one line about it, and what can be done with it. Sets the window's title too. */
import { type ReactElement, type ReactNode, useEffect } from 'react';
import classes from './page-header.module.css';

interface PageHeaderProps {
  readonly title: string;
  /** Shown in place of the plain title when it needs more than words. */
  readonly heading?: ReactNode;
  readonly lead?: ReactNode;
  readonly actions?: ReactNode;
}

export function PageHeader({ title, heading, lead, actions }: PageHeaderProps): ReactElement {
  useEffect(() => {
    document.title = `${title} · Orrery`;
  }, [title]);
  return (
    <header className={classes.header}>
      <div className={classes.words}>
        <h1>{heading ?? title}</h1>
        {lead ? <div className={classes.lead}>{lead}</div> : null}
      </div>
      {actions ? <div className={classes.actions}>{actions}</div> : null}
    </header>
  );
}
