import type { ReactElement } from 'react';
import type { SearchResult } from '../../api/contract.ts';
import { partialDateWords } from '../../ui/dates.ts';
import { count, TYPE_WORDS } from '../../ui/words.ts';
import classes from './search-box.module.css';

export type SearchOption =
  | {
      type: 'entity';
      id: string;
      label: string;
      kind: string;
      matched: string | undefined;
      others: readonly string[];
      claims: number;
    }
  | { type: 'document'; id: string; label: string; detail: string; snippet: string }
  | { type: 'names'; id: string; label: string };

export function searchOptions(result: SearchResult | undefined, text: string): readonly SearchOption[] {
  if (!result) return [];
  const entities = result.entities.map((hit): SearchOption => {
    return {
      type: 'entity',
      id: hit.entity.id,
      label: hit.entity.label,
      kind: TYPE_WORDS[hit.entity.type],
      matched: hit.matched === hit.entity.label ? undefined : hit.matched,
      others: hit.otherNames.filter((name) => name !== hit.matched && name !== hit.entity.label).slice(0, 4),
      claims: hit.claimCount,
    };
  });
  const documents = result.documents.map(({ document, snippet }): SearchOption => {
    return {
      type: 'document',
      id: document.id,
      label: document.title ?? 'Untitled document',
      detail: [
        document.publisher,
        document.publishedAt && partialDateWords(document.publishedAt),
        document.held ? null : 'cited, not held',
      ]
        .filter(Boolean)
        .join(' · '),
      snippet,
    };
  });
  const all: SearchOption[] =
    result.entities.length > 0 ? [{ type: 'names', id: 'names', label: `All names like “${text}”` }] : [];
  return [...entities, ...documents, ...all];
}

interface SearchHitsProps {
  readonly listId: string;
  readonly options: readonly SearchOption[];
  readonly active: number;
  readonly onChoose: (index: number) => void;
  readonly waiting: boolean;
}

export function SearchHits({ listId, options, active, onChoose, waiting }: SearchHitsProps): ReactElement {
  if (options.length === 0) {
    return (
      <p className={classes.note} role="status">
        {waiting
          ? 'Searching…'
          : 'No name or report has these words. Try fewer letters, another script (pinyin or 汉字), or import a report that has them.'}
      </p>
    );
  }
  return (
    <div id={listId} role="listbox" aria-label="Found" className={classes.list}>
      {options.map((option, index) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents: the field keeps the focus and handles the keys (combobox pattern).
        <div
          key={`${option.type} ${option.id}`}
          id={`${listId}-${index}`}
          role="option"
          tabIndex={-1}
          aria-selected={index === active}
          className={classes.option}
          onPointerDown={(event) => event.preventDefault()}
          onClick={() => onChoose(index)}
        >
          <Words option={option} />
        </div>
      ))}
    </div>
  );
}

function Words({ option }: { option: SearchOption }): ReactElement {
  if (option.type === 'names') return <span className={classes.all}>{option.label}</span>;
  if (option.type === 'document') {
    return (
      <>
        <span className={classes.line}>
          <strong>{option.label}</strong>
          <span className={classes.kind}>document</span>
        </span>
        <span className={classes.others}>{option.detail}</span>
        {option.snippet ? <span className={classes.others}>{`“${option.snippet}”`}</span> : null}
      </>
    );
  }
  return (
    <>
      <span className={classes.line}>
        <strong>{option.label}</strong>
        <span className={classes.kind}>{option.kind}</span>
        <span className={classes.claims}>{count(option.claims, 'claim')}</span>
      </span>
      {option.matched || option.others.length > 0 ? (
        <span className={classes.others}>
          {option.matched ? (
            <>
              matched <mark>{option.matched}</mark>
              {option.others.length > 0 ? ' · ' : ''}
            </>
          ) : null}
          {option.others.join(' · ')}
        </span>
      ) : null}
    </>
  );
}
