import type { ReactElement } from 'react';
import { Dialog } from '../../ui/dialog.tsx';
import classes from './keys-help.module.css';
import { NAVIGATION } from './navigation.ts';

const KEYS: readonly { title: string; keys: readonly (readonly [string, string])[] }[] = [
  {
    title: 'Everywhere',
    keys: [
      ['/', 'Search'],
      ['?', 'These keys'],
      ['i', 'Import'],
      ['t', 'Light or dark'],
      ['Esc', 'Close the evidence, a menu, a dialog'],
      ...NAVIGATION.map((page) => [`g ${page.key}`, page.label] as const),
    ],
  },
  {
    title: 'Ecosystem map',
    keys: [
      ['← ↑ ↓ →', 'Move between bodies'],
      ['Space', 'Highlight the lines of one'],
      ['Enter', 'Open its page'],
      ['+ − 0', 'Larger, smaller, fit'],
    ],
  },
  {
    title: 'Reader',
    keys: [
      ['j k', 'Next and previous claim'],
      ['n p', 'Next and previous name'],
    ],
  },
  {
    title: 'Review',
    keys: [
      ['a', 'Accept'],
      ['r', 'Reject'],
      ['s', 'Skip'],
      ['u', 'Undo'],
      ['e', 'Open the evidence'],
    ],
  },
];

export function KeysHelp({ opened, onClose }: { opened: boolean; onClose: () => void }): ReactElement {
  return (
    <Dialog opened={opened} onClose={onClose} title="Keys" size="lg">
      <div className={classes.groups}>
        {KEYS.map((group) => (
          <section key={group.title}>
            <h3>{group.title}</h3>
            <dl>
              {group.keys.map(([key, meaning]) => (
                <div key={key}>
                  <dt>
                    {key.split(' ').map((part) => (
                      <kbd key={part}>{part}</kbd>
                    ))}
                  </dt>
                  <dd>{meaning}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  );
}
