/** The times of the view, read from and written to the address. */
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback, useMemo } from 'react';
import type { Times } from '../api/queries.ts';

export function useTimes(): Times {
  const { asOf, knownAt, heldAt } = useSearch({ strict: false });
  return useMemo(() => ({ asOf, knownAt, heldAt }), [asOf, knownAt, heldAt]);
}

/** `undefined` means now. With `replace`, moving a slider leaves one step to go back, not a hundred. */
export function useSetTimes(): (change: Partial<Times>, options?: { replace?: boolean }) => void {
  const navigate = useNavigate();
  return useCallback(
    (change, options) =>
      void navigate({
        to: '.',
        search: (previous) => ({ ...previous, ...change }),
        replace: options?.replace === true,
        resetScroll: false,
      }),
    [navigate],
  );
}
