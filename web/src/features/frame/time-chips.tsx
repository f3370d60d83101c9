/**
 * The two times of the view, always in sight: what was so (*as of*) and what the public record said (*known at*).
 * A third, *held at*, appears when an address asks what this store held at an instant.
 */
import { Popover } from '@mantine/core';
import { type ReactElement, useState } from 'react';
import { Button } from '../../ui/button.tsx';
import { instantWords, isDay, partialDateWords } from '../../ui/dates.ts';
import { useSetTimes, useTimes } from '../../ui/times.ts';
import classes from './time-chips.module.css';

export function TimeChips(): ReactElement {
  const times = useTimes();
  const setTimes = useSetTimes();
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would bring a legend into the bar.
    <div className={classes.chips} role="group" aria-label="Times of the view">
      <TimeChip
        label="As of"
        explanation="Shows what was so on this day. Now: everything, with what has ended marked as ended."
        day={times.asOf}
        onChange={(asOf) => setTimes({ asOf })}
      />
      <TimeChip
        label="Known at"
        explanation="Shows what the public record said by this day: only sources published until then."
        day={times.knownAt}
        onChange={(knownAt) => setTimes({ knownAt })}
      />
      {times.heldAt ? (
        <button type="button" className={classes.chip} data-set="true" onClick={() => setTimes({ heldAt: undefined })}>
          <span>Held at</span> <strong>{instantWords(times.heldAt)}</strong>
          <span className="visually-hidden">; press to return to now</span>
        </button>
      ) : null}
    </div>
  );
}

interface TimeChipProps {
  readonly label: string;
  readonly explanation: string;
  readonly day: string | undefined;
  readonly onChange: (day: string | undefined) => void;
}

function TimeChip({ label, explanation, day, onChange }: TimeChipProps): ReactElement {
  const [opened, setOpened] = useState(false);
  return (
    <Popover opened={opened} onChange={setOpened} position="bottom-end" width={264} trapFocus returnFocus shadow="md">
      <Popover.Target>
        <button
          type="button"
          className={classes.chip}
          data-set={day !== undefined}
          onClick={() => setOpened((value) => !value)}
        >
          <span>{label}</span> <strong>{day ? partialDateWords(day) : 'now'}</strong>
        </button>
      </Popover.Target>
      <Popover.Dropdown aria-label={label}>
        <div className={classes.form}>
          <label>
            {label}
            <input
              type="date"
              min="1900-01-01"
              value={day ?? ''}
              onChange={(event) => {
                const next = event.currentTarget.value;
                if (next === '' || isDay(next)) onChange(next === '' ? undefined : next);
              }}
            />
          </label>
          <p>{explanation}</p>
          <Button
            disabled={day === undefined}
            onClick={() => {
              onChange(undefined);
              setOpened(false);
            }}
          >
            Return to now
          </Button>
        </div>
      </Popover.Dropdown>
    </Popover>
  );
}
