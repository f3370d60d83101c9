/** A statement that opens its evidence beside the page. A link, so that the open evidence has an address to copy. */
import { Link, useNavigate } from '@tanstack/react-router';
import { type ReactElement, type ReactNode, useCallback } from 'react';

interface StatementLinkProps {
  readonly propositionId: string;
  /** An entity the statement is about, under which the server finds it. */
  readonly entityId: string;
  readonly className?: string | undefined;
  /** -1 where another link to the same evidence stands beside it. */
  readonly tabIndex?: -1;
  readonly children: ReactNode;
}

export function StatementLink({
  propositionId,
  entityId,
  className,
  children,
  ...rest
}: StatementLinkProps): ReactElement {
  return (
    <Link
      {...rest}
      to="."
      search={(previous) => ({ ...previous, statement: propositionId, of: entityId })}
      resetScroll={false}
      preload={false}
      data-statement={propositionId}
      {...(className ? { className } : {})}
    >
      {children}
    </Link>
  );
}

export function useOpenEvidence(): (entityId: string, propositionId: string) => void {
  const navigate = useNavigate();
  return useCallback(
    (entityId, propositionId) =>
      void navigate({
        to: '.',
        search: (previous) => ({ ...previous, statement: propositionId, of: entityId }),
        resetScroll: false,
      }),
    [navigate],
  );
}
