/** A field that filters as one types: the address follows a moment later, so that typing is never held up. */
import { useDebouncedCallback } from '@mantine/hooks';
import { type ReactElement, useEffect, useRef, useState } from 'react';
import classes from './filter-field.module.css';
import { Icon } from './icons.tsx';

interface FilterFieldProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly placeholder?: string;
  readonly autoFocus?: boolean;
}

export function FilterField({ label, value, onChange, placeholder, autoFocus }: FilterFieldProps): ReactElement {
  const [typed, setTyped] = useState(value);
  const sent = useRef(value);
  const input = useRef<HTMLInputElement>(null);
  const send = useDebouncedCallback((next: string) => {
    sent.current = next;
    onChange(next);
  }, 160);
  // The address may change by other hands (Back, a link); what is being typed is left alone.
  useEffect(() => {
    if (value === sent.current) return;
    sent.current = value;
    setTyped(value);
  }, [value]);
  useEffect(() => {
    if (autoFocus) input.current?.focus();
  }, [autoFocus]);
  return (
    <label className={classes.field}>
      <Icon name="search" size={14} />
      <input
        ref={input}
        type="search"
        aria-label={label}
        placeholder={placeholder ?? label}
        value={typed}
        onChange={(event) => {
          setTyped(event.currentTarget.value);
          send(event.currentTarget.value.trim());
        }}
      />
    </label>
  );
}
