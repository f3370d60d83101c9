import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { EmptyState } from '../../ui/states.tsx';

export function NotFound(): ReactElement {
  return (
    <EmptyState title="There is no page at this address">
      <p>The address may be mistyped or from another version. Search for a name with “/”, or begin with the map.</p>
      <Link to="/">Open the ecosystem map</Link>
    </EmptyState>
  );
}
