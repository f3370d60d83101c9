/** Navigation of narrow screens: four pages within the thumb's reach, the rest behind "More". */
import { Menu, useMantineColorScheme } from '@mantine/core';
import { Link, useNavigate } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { Icon } from '../../ui/icons.tsx';
import { useImports } from '../import/imports-context.ts';
import classes from './bottom-bar.module.css';
import { BOTTOM_BAR, NAVIGATION } from './navigation.ts';
import { useNavigationCounts } from './side-nav.tsx';

export function BottomBar({ onShowKeys }: { onShowKeys: () => void }): ReactElement {
  const counts = useNavigationCounts();
  const navigate = useNavigate();
  const { openDialog } = useImports();
  const { toggleColorScheme } = useMantineColorScheme();
  const inBar = NAVIGATION.filter((page) => BOTTOM_BAR.some((to) => to === page.to));
  const behind = NAVIGATION.filter((page) => !inBar.includes(page));
  return (
    <nav className={`${classes.bar} no-print`} aria-label="Pages, narrow screen">
      {inBar.map((page) => (
        <Link
          key={page.to}
          to={page.to}
          className={classes.item}
          activeOptions={{ exact: page.to === '/', includeSearch: false }}
        >
          <Icon name={page.icon} size={18} />
          <span>{page.label}</span>
          {counts[page.to] ? <span className={classes.count}>{counts[page.to]?.toLocaleString('en-GB')}</span> : null}
        </Link>
      ))}
      <Menu position="top-end" width={200}>
        <Menu.Target>
          <button type="button" className={classes.item}>
            <Icon name="more" size={18} />
            <span>More</span>
          </button>
        </Menu.Target>
        <Menu.Dropdown>
          {behind.map((page) => (
            <Menu.Item
              key={page.to}
              leftSection={<Icon name={page.icon} />}
              onClick={() => void navigate({ to: page.to })}
            >
              {page.label}
            </Menu.Item>
          ))}
          <Menu.Divider />
          <Menu.Item leftSection={<Icon name="import" />} onClick={() => openDialog()}>
            Import
          </Menu.Item>
          <Menu.Item leftSection={<Icon name="dark" />} onClick={() => toggleColorScheme()}>
            Light or dark
          </Menu.Item>
          <Menu.Item leftSection={<Icon name="questions" />} onClick={onShowKeys}>
            Keys
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </nav>
  );
}
