/** The kind of a thing by shape: square for the state, diamond for companies, ring for persons, disc for intrusion sets. */
import type { ReactElement } from 'react';
import type { EntityType } from '../api/contract.ts';

export function TypeMark({ type }: { type: EntityType }): ReactElement {
  return (
    <svg width="10" height="10" viewBox="0 0 10 10" aria-hidden="true" style={{ flex: 'none', color: 'var(--text-2)' }}>
      {shapeOf(type)}
    </svg>
  );
}

function shapeOf(type: EntityType): ReactElement {
  switch (type) {
    case 'government-body':
      return <rect x="1" y="1" width="8" height="8" fill="currentColor" />;
    case 'organization':
    case 'identity':
      return <rect x="1.6" y="1.6" width="6.8" height="6.8" fill="none" stroke="currentColor" strokeWidth="1.3" />;
    case 'company':
      return <path d="M5 .6 9.4 5 5 9.4.6 5Z" fill="currentColor" />;
    case 'person':
      return <circle cx="5" cy="5" r="3.5" fill="none" stroke="currentColor" strokeWidth="1.4" />;
    case 'intrusion-set':
    case 'threat-actor':
      return <circle cx="5" cy="5" r="4" fill="currentColor" />;
    case 'campaign':
    case 'incident':
      return <path d="M5 1 9.2 8.8H.8Z" fill="none" stroke="currentColor" strokeWidth="1.3" />;
    default:
      return <path d="M2 5h6" stroke="currentColor" strokeWidth="1.6" />;
  }
}
