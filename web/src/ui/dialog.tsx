/**
 * A dialog in the middle of the window, or a sheet that rises from its lower edge on narrow screens. Holds the focus, closes with Esc.
 * Its head is no <header>: a second banner would mislead those who move by landmarks.
 */
import { Drawer, Modal } from '@mantine/core';
import type { ReactElement, ReactNode } from 'react';
import { IconButton } from './button.tsx';
import classes from './dialog.module.css';

interface DialogProps {
  readonly opened: boolean;
  readonly onClose: () => void;
  readonly title: string;
  readonly closeLabel?: string;
  readonly size?: 'md' | 'lg';
  readonly form?: 'middle' | 'sheet';
  readonly children: ReactNode;
}

export function Dialog(props: DialogProps): ReactElement {
  const { opened, onClose, title, closeLabel = 'Close', size = 'md', form = 'middle', children } = props;
  const close = <IconButton icon="close" label={closeLabel} onClick={onClose} />;
  if (form === 'sheet') {
    return (
      <Drawer.Root opened={opened} onClose={onClose} position="bottom" size="88%">
        <Drawer.Overlay />
        <Drawer.Content className={classes.sheet}>
          <div className={classes.head}>
            <Drawer.Title className={classes.title}>{title}</Drawer.Title>
            {close}
          </div>
          <Drawer.Body className={classes.body}>{children}</Drawer.Body>
        </Drawer.Content>
      </Drawer.Root>
    );
  }
  return (
    <Modal.Root opened={opened} onClose={onClose} size={size}>
      <Modal.Overlay />
      <Modal.Content>
        <div className={classes.head}>
          <Modal.Title className={classes.title}>{title}</Modal.Title>
          {close}
        </div>
        <Modal.Body className={classes.body}>{children}</Modal.Body>
      </Modal.Content>
    </Modal.Root>
  );
}
