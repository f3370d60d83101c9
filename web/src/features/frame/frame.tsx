/**
 * The frame of every page: bar on top, navigation at the left (at the bottom on narrow screens), the subject in the middle,
 * the evidence of one statement at the right when it is open.
 */
import { useMantineColorScheme } from '@mantine/core';
import { Outlet, useNavigate, useSearch } from '@tanstack/react-router';
import { type ReactElement, useRef, useState } from 'react';
import { useKeys } from '../../ui/keys.ts';
import { EvidenceDrawer } from '../evidence/evidence-drawer.tsx';
import { ImportProvider } from '../import/import-provider.tsx';
import { useImports } from '../import/imports-context.ts';
import { BottomBar } from './bottom-bar.tsx';
import classes from './frame.module.css';
import { KeysHelp } from './keys-help.tsx';
import { NAVIGATION } from './navigation.ts';
import { SideNav } from './side-nav.tsx';
import { TopBar } from './top-bar.tsx';

export function Frame(): ReactElement {
  return (
    <ImportProvider>
      <FrameWithin />
    </ImportProvider>
  );
}

function FrameWithin(): ReactElement {
  const search = useRef<HTMLInputElement>(null);
  const [keysOpen, setKeysOpen] = useState(false);
  const { statement, of } = useSearch({ strict: false });
  const navigate = useNavigate();
  const { openDialog } = useImports();
  const { toggleColorScheme } = useMantineColorScheme();
  const open = statement !== undefined && of !== undefined;

  const closeEvidence = (): void =>
    void navigate({
      to: '.',
      search: (previous) => ({ ...previous, statement: undefined, of: undefined }),
      resetScroll: false,
    });

  useKeys({
    '/': (event) => {
      event.preventDefault();
      search.current?.focus();
    },
    '?': () => setKeysOpen(true),
    i: () => openDialog(),
    t: () => toggleColorScheme(),
    Escape: open ? closeEvidence : () => undefined,
    ...Object.fromEntries(NAVIGATION.map((page) => [`g ${page.key}`, () => void navigate({ to: page.to })])),
  });

  return (
    <div className={classes.frame} data-evidence={open}>
      <a className={classes.skip} href="#subject">
        Skip to the page
      </a>
      <TopBar searchRef={search} onShowKeys={() => setKeysOpen(true)} />
      <SideNav />
      <main id="subject" tabIndex={-1} className={classes.main}>
        <Outlet />
      </main>
      {open ? <EvidenceDrawer entityId={of} propositionId={statement} onClose={closeEvidence} /> : null}
      <BottomBar onShowKeys={() => setKeysOpen(true)} />
      <KeysHelp opened={keysOpen} onClose={() => setKeysOpen(false)} />
    </div>
  );
}
