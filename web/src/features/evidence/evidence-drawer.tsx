/** The right side of every page: the evidence of one statement. On narrow screens a sheet over the page. */
import { useMediaQuery } from '@mantine/hooks';
import { type ReactElement, useEffect, useRef } from 'react';
import { IconButton } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import classes from './evidence-drawer.module.css';
import { EvidenceList } from './evidence-list.tsx';

interface EvidenceDrawerProps {
  readonly entityId: string;
  readonly propositionId: string;
  readonly onClose: () => void;
}

export function EvidenceDrawer({ entityId, propositionId, onClose }: EvidenceDrawerProps): ReactElement {
  const narrow = useMediaQuery('(max-width: 760px)', undefined, { getInitialValueInEffect: false });
  const heading = useRef<HTMLHeadingElement>(null);
  const opener = useRef<Element | null>(null);

  // biome-ignore lint/correctness/useExhaustiveDependencies: another statement moves the focus again.
  useEffect(() => {
    if (narrow) return;
    opener.current ??= document.activeElement;
    heading.current?.focus({ preventScroll: true });
  }, [propositionId, narrow]);
  useEffect(() => {
    return () => {
      if (opener.current instanceof HTMLElement && opener.current.isConnected)
        opener.current.focus({ preventScroll: true });
    };
  }, []);

  if (narrow) {
    return (
      <Dialog opened onClose={onClose} form="sheet" title="Evidence" closeLabel="Close the evidence">
        <EvidenceList entityId={entityId} propositionId={propositionId} />
      </Dialog>
    );
  }
  return (
    <aside className={classes.drawer} aria-label="Evidence">
      <div className={classes.bar}>
        <h2 ref={heading} tabIndex={-1}>
          Evidence
        </h2>
        <IconButton icon="close" label="Close the evidence" shortcut="Esc" onClick={onClose} />
      </div>
      <div className={classes.body}>
        <EvidenceList key={propositionId} entityId={entityId} propositionId={propositionId} />
      </div>
    </aside>
  );
}
