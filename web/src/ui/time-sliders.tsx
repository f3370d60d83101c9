/**
 * Valid time along the bottom of maps and charts, with a tick for each day on which something began or ended; known time below it, quieter.
 * The far right is now. Sliders move by months; the arrows beside them go to the exact days of events.
 */
import { useDebouncedCallback } from '@mantine/hooks';
import { type ReactElement, useEffect, useMemo, useState } from 'react';
import type { EcosystemMap } from '../api/contract.ts';
import { IconButton } from './button.tsx';
import { dayNumber, dayText, partialDateWords } from './dates.ts';
import classes from './time-sliders.module.css';
import { useSetTimes, useTimes } from './times.ts';
import { count } from './words.ts';

type Events = EcosystemMap['events'];

export function TimeSliders({ events }: { events: Events }): ReactElement {
  const { asOf, knownAt } = useTimes();
  const setTimes = useSetTimes();
  const today = useMemo(() => Math.floor(Date.now() / 86_400_000), []);
  const days = useMemo(
    () =>
      [...new Set(events.map((event) => dayNumber(event.date)))].filter((day) => day <= today).sort((a, b) => a - b),
    [events, today],
  );
  // The range stays while filters and times thin the map, so that nothing under the hand jumps.
  const [earliest, setEarliest] = useState(() => dayNumber('1980-01-01'));
  useEffect(() => {
    const first = days[0];
    if (first !== undefined) setEarliest((known) => Math.min(known, first));
  }, [days]);

  const now = asOf ? dayNumber(asOf) : today;
  const before = days.findLast((day) => day < now);
  const after = days.find((day) => day > now);
  const atDay = asOf ? events.filter((event) => dayNumber(event.date) === now) : [];

  return (
    <div className={`${classes.sliders} no-print`}>
      <div className={classes.row}>
        <span className={classes.label}>As of</span>
        <IconButton
          icon="left"
          label={before === undefined ? 'No earlier event' : `Event before: ${partialDateWords(dayText(before))}`}
          disabled={before === undefined}
          onClick={() => before !== undefined && setTimes({ asOf: dayText(before) })}
        />
        <div className={classes.track}>
          <Ticks days={days} from={earliest} to={today} at={asOf ? now : undefined} />
          <Slider
            label="As of"
            from={earliest}
            to={today}
            day={asOf}
            onChange={(day) => setTimes({ asOf: day }, { replace: true })}
          />
        </div>
        <IconButton
          icon="right"
          label={after === undefined ? 'Now' : `Event after: ${partialDateWords(dayText(after))}`}
          disabled={asOf === undefined}
          onClick={() => setTimes({ asOf: after === undefined ? undefined : dayText(after) })}
        />
        <span className={classes.value}>{asOf ? partialDateWords(asOf) : 'now'}</span>
      </div>
      <div className={`${classes.row} ${classes.quiet}`}>
        <span className={classes.label}>Known at</span>
        <span />
        <div className={classes.track}>
          <Slider
            label="Known at"
            from={earliest}
            to={today}
            day={knownAt}
            onChange={(day) => setTimes({ knownAt: day }, { replace: true })}
          />
        </div>
        <span />
        <span className={classes.value}>{knownAt ? partialDateWords(knownAt) : 'now'}</span>
      </div>
      <p className={classes.event} role="status">
        {atDay.length > 0
          ? `${atDay[0]?.label ?? ''}${atDay.length > 1 ? `, and ${atDay.length - 1} more on this day` : ''}`
          : `${count(days.length, 'day')} on which something began or ended`}
      </p>
    </div>
  );
}

function Ticks({
  days,
  from,
  to,
  at,
}: {
  days: readonly number[];
  from: number;
  to: number;
  at: number | undefined;
}): ReactElement {
  const place = (day: number): string => `${((day - from) / Math.max(1, to - from)) * 100}%`;
  const years = [];
  for (let year = Math.ceil(Number(dayText(from).slice(0, 4)) / 10) * 10; dayNumber(`${year}`) <= to; year += 10)
    years.push(year);
  return (
    <svg className={classes.ticks} aria-hidden="true">
      {years.map((year) => (
        <text key={year} x={place(dayNumber(`${year}`))} y="10">
          {year}
        </text>
      ))}
      {days.map((day) => (
        <line key={day} x1={place(day)} x2={place(day)} y1="14" y2="24" data-at={day === at} />
      ))}
    </svg>
  );
}

interface SliderProps {
  readonly label: string;
  readonly from: number;
  readonly to: number;
  readonly day: string | undefined;
  readonly onChange: (day: string | undefined) => void;
}

function Slider({ label, from, to, day, onChange }: SliderProps): ReactElement {
  const [dragged, setDragged] = useState<number>();
  const months = monthsBetween(from, to);
  const send = useDebouncedCallback((month: number) => {
    setDragged(undefined);
    onChange(month >= months ? undefined : dayOfMonth(from, month));
  }, 140);
  const value = dragged ?? (day ? Math.min(months, Math.max(0, monthsBetween(from, dayNumber(day)))) : months);
  return (
    <input
      type="range"
      aria-label={label}
      aria-valuetext={
        value >= months ? 'now' : partialDateWords(dragged === undefined && day ? day : dayOfMonth(from, value))
      }
      min={0}
      max={months}
      step={1}
      value={value}
      onChange={(event) => {
        const next = Number(event.currentTarget.value);
        setDragged(next);
        send(next);
      }}
    />
  );
}

function monthsBetween(from: number, to: number): number {
  const [a, b] = [new Date(from * 86_400_000), new Date(to * 86_400_000)];
  return (b.getUTCFullYear() - a.getUTCFullYear()) * 12 + b.getUTCMonth() - a.getUTCMonth();
}

/** The first day of the month so many months after the one `from` lies in. */
function dayOfMonth(from: number, months: number): string {
  const start = new Date(from * 86_400_000);
  return new Date(Date.UTC(start.getUTCFullYear(), start.getUTCMonth() + months, 1)).toISOString().slice(0, 10);
}
