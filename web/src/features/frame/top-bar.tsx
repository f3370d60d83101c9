import { useMantineColorScheme } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactElement, RefObject } from 'react';
import { IconButton } from '../../ui/button.tsx';
import { Icon } from '../../ui/icons.tsx';
import { useImports } from '../import/imports-context.ts';
import { SearchBox } from '../search/search-box.tsx';
import { TimeChips } from './time-chips.tsx';
import classes from './top-bar.module.css';

interface TopBarProps {
  readonly searchRef: RefObject<HTMLInputElement | null>;
  readonly onShowKeys: () => void;
}

export function TopBar({ searchRef, onShowKeys }: TopBarProps): ReactElement {
  const { openDialog } = useImports();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const dark = colorScheme === 'dark' || (colorScheme === 'auto' && matchMedia('(prefers-color-scheme: dark)').matches);
  return (
    <header className={`${classes.bar} no-print`}>
      <Link to="/" className={classes.name} aria-label="Orrery: the ecosystem">
        <img src="/orrery.svg" alt="" width="22" height="22" />
        <span>Orrery</span>
      </Link>
      <SearchBox inputRef={searchRef} />
      <TimeChips />
      <div className={classes.actions}>
        <button type="button" className={classes.import} onClick={() => openDialog()}>
          <Icon name="import" size={14} />
          <span>Import</span>
        </button>
        <IconButton icon="questions" label="Keys" shortcut="?" onClick={onShowKeys} />
        <IconButton
          icon={dark ? 'light' : 'dark'}
          label={dark ? 'Light theme' : 'Dark theme'}
          shortcut="t"
          onClick={() => setColorScheme(dark ? 'light' : 'dark')}
        />
      </div>
    </header>
  );
}
