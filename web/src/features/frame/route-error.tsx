import type { ErrorComponentProps } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { ErrorState } from '../../ui/states.tsx';

export function RouteError({ error, reset }: ErrorComponentProps): ReactElement {
  return <ErrorState error={error instanceof Error ? error : new Error(String(error))} onRetry={reset} />;
}
