/** Choose one of a few, or several of a few; each may carry its count. */
import type { ReactElement } from 'react';
import classes from './choice-chips.module.css';

export interface Choice<T> {
  readonly value: T;
  readonly label: string;
  readonly count?: number | undefined;
}

interface ChoiceChipsProps<T> {
  readonly label: string;
  readonly choices: readonly Choice<T>[];
  readonly chosen: (value: T) => boolean;
  readonly onChoose: (value: T) => void;
}

export function ChoiceChips<T extends string | undefined>({
  label,
  choices,
  chosen,
  onChoose,
}: ChoiceChipsProps<T>): ReactElement {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset brings a legend and a frame that this row of buttons has no room for.
    <div role="group" aria-label={label} className={classes.chips}>
      {choices.map((choice) => (
        <button
          key={choice.value ?? ''}
          type="button"
          aria-pressed={chosen(choice.value)}
          className={classes.chip}
          onClick={() => onChoose(choice.value)}
        >
          {choice.label}
          {choice.count === undefined ? null : (
            <span className={classes.count}>{choice.count.toLocaleString('en-GB')}</span>
          )}
        </button>
      ))}
    </div>
  );
}
