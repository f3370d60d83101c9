/**
 * A way out of the page to a source. Only http and https are ever made into links; anything else is shown as text.
 * Addresses inside report texts never come here: they are shown defanged.
 */
import type { ReactElement, ReactNode } from 'react';
import { Icon } from './icons.tsx';

export function SourceLink({ address, children }: { address: string; children?: ReactNode }): ReactElement {
  if (!/^https?:\/\//i.test(address)) return <span>{address}</span>;
  return (
    <a href={address} target="_blank" rel="noopener noreferrer nofollow" title={address}>
      {children ?? address} <Icon name="external" size={12} />
      <span className="visually-hidden"> (another site, new window)</span>
    </a>
  );
}
