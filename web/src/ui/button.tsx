/** The one button: quiet by default, `primary` for the one thing a view is for. */
import { Tooltip } from '@mantine/core';
import type { ComponentProps, ReactElement, ReactNode } from 'react';
import classes from './button.module.css';
import { Icon, type IconName } from './icons.tsx';

interface ButtonProps extends Omit<ComponentProps<'button'>, 'children'> {
  readonly look?: 'quiet' | 'primary' | 'plain';
  readonly icon?: IconName;
  readonly children: ReactNode;
}

export function Button({ look = 'quiet', icon, children, className, ...rest }: ButtonProps): ReactElement {
  return (
    <button type="button" {...rest} className={`${classes.button} ${className ?? ''}`} data-look={look}>
      {icon ? <Icon name={icon} size={14} /> : null}
      {children}
    </button>
  );
}

interface IconButtonProps extends Omit<ComponentProps<'button'>, 'children'> {
  readonly icon: IconName;
  /** What it does; read out and shown on hover. */
  readonly label: string;
  readonly shortcut?: string;
}

export function IconButton({ icon, label, shortcut, className, ...rest }: IconButtonProps): ReactElement {
  return (
    <Tooltip label={shortcut ? `${label} (${shortcut})` : label} openDelay={400} withinPortal>
      <button type="button" {...rest} aria-label={label} className={`${classes.icon} ${className ?? ''}`}>
        <Icon name={icon} />
      </button>
    </Tooltip>
  );
}
