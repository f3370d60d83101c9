/** Search as one types, in any script. A combobox (WAI-ARIA 1.2 "combobox" with a list box), so that keys and readers know it. */
import { useClickOutside, useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type KeyboardEvent, type ReactElement, type RefObject, useId, useState } from 'react';
import { ProblemError } from '../../api/client.ts';
import { searchQuery } from '../../api/queries.ts';
import { Icon } from '../../ui/icons.tsx';
import classes from './search-box.module.css';
import { SearchHits, searchOptions } from './search-hits.tsx';

export function SearchBox({ inputRef }: { inputRef: RefObject<HTMLInputElement | null> }): ReactElement {
  const [text, setText] = useState('');
  const [opened, setOpened] = useState(false);
  const [active, setActive] = useState(0);
  const [asked] = useDebouncedValue(text.trim(), 90);
  const { data, error } = useQuery(searchQuery(asked));
  const navigate = useNavigate();
  const listId = useId();
  const outside = useClickOutside<HTMLElement>(() => setOpened(false));
  const result = asked === '' || text.trim() === '' ? undefined : data;
  const options = searchOptions(result, text.trim());
  const shown = opened && text.trim() !== '';

  const choose = (index: number): void => {
    const option = options[index];
    if (!option) return;
    setOpened(false);
    setText('');
    inputRef.current?.blur();
    if (option.type === 'entity') void navigate({ to: '/entities/$id', params: { id: option.id } });
    else if (option.type === 'document') void navigate({ to: '/documents/$id', params: { id: option.id } });
    else void navigate({ to: '/names', search: { text: text.trim() } });
  };

  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>): void => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      setOpened(true);
      const step = event.key === 'ArrowDown' ? 1 : -1;
      if (options.length > 0) setActive((active + step + options.length) % options.length);
    } else if (event.key === 'Enter') {
      event.preventDefault();
      // Enter before the answer has come must not open what an older text found.
      if (result?.query === text.trim() || options.length > 0) choose(active);
    } else if (event.key === 'Escape') {
      event.preventDefault();
      if (text === '') inputRef.current?.blur();
      setOpened(false);
      setText('');
    }
  };

  return (
    <search ref={outside} className={classes.search}>
      <label className={classes.field}>
        <Icon name="search" size={14} />
        <input
          ref={inputRef}
          type="text"
          role="combobox"
          aria-label="Search names and reports"
          aria-expanded={shown}
          aria-controls={shown ? listId : undefined}
          aria-autocomplete="list"
          aria-activedescendant={shown && options.length > 0 ? `${listId}-${active}` : undefined}
          autoComplete="off"
          spellCheck={false}
          placeholder="Search a name, in any script"
          value={text}
          onChange={(event) => {
            setText(event.currentTarget.value);
            setActive(0);
            setOpened(true);
          }}
          onFocus={() => setOpened(true)}
          onKeyDown={onKeyDown}
        />
        <span className={classes.key} aria-hidden="true">
          /
        </span>
      </label>
      {shown ? (
        <div className={classes.panel}>
          {error ? (
            <p className={classes.note} role="alert">
              {error.message} {error instanceof ProblemError ? error.hint : ''}
            </p>
          ) : (
            <SearchHits
              listId={listId}
              options={options}
              active={active}
              onChoose={choose}
              waiting={result === undefined}
            />
          )}
        </div>
      ) : null}
    </search>
  );
}
