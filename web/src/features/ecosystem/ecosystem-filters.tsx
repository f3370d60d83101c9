/** What thins the map: classes of evidence, words, what waits for review; and the switch between map and list. */
import { Menu } from '@mantine/core';
import type { ReactElement } from 'react';
import type { EvidenceClass } from '../../api/contract.ts';
import type { EcosystemSearch } from '../../routes.tsx';
import { Button } from '../../ui/button.tsx';
import { ChoiceChips } from '../../ui/choice-chips.tsx';
import { FilterField } from '../../ui/filter-field.tsx';
import { EVIDENCE_CLASS_WORDS } from '../../ui/words.ts';
import classes from './ecosystem-filters.module.css';

const COURT_AND_SANCTION = 'court,sanction';
const SELECTABLE: readonly EvidenceClass[] = [
  'court',
  'sanction',
  'registry',
  'law',
  'government',
  'vendor',
  'academic',
  'leak',
  'press',
  'dataset',
];

interface FiltersProps {
  readonly search: EcosystemSearch;
  readonly onChange: (next: EcosystemSearch) => void;
  readonly find: string;
  readonly onFind: (words: string) => void;
  readonly asList: boolean;
  readonly onView: (asList: boolean) => void;
}

export function EcosystemFilters({ search, onChange, find, onFind, asList, onView }: FiltersProps): ReactElement {
  const chosen = search.classes?.split(',') ?? [];
  const own = search.classes !== undefined && search.classes !== COURT_AND_SANCTION;
  const toggle = (name: EvidenceClass): void => {
    const next = chosen.includes(name) ? chosen.filter((other) => other !== name) : [...chosen, name];
    onChange({ classes: next.length === 0 ? undefined : next.join(',') });
  };
  return (
    <div className={classes.filters}>
      <FilterField label="Find on the map" value={find} onChange={onFind} />
      <ChoiceChips<string | undefined>
        label="Evidence"
        choices={[
          { value: undefined, label: 'All evidence' },
          { value: COURT_AND_SANCTION, label: 'Court and sanction only' },
        ]}
        chosen={(value) => value === search.classes}
        onChoose={(value) => onChange({ classes: value })}
      />
      <Menu closeOnItemClick={false} width={220}>
        <Menu.Target>
          <Button icon="down" aria-pressed={own}>
            {own ? chosen.map((name) => EVIDENCE_CLASS_WORDS[name as EvidenceClass]).join(', ') : 'Other classes'}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {SELECTABLE.map((name) => (
            <Menu.Item
              key={name}
              role="menuitemcheckbox"
              aria-checked={chosen.includes(name)}
              onClick={() => toggle(name)}
            >
              <span aria-hidden="true" className={classes.tick}>
                {chosen.includes(name) ? '✓' : ''}
              </span>
              {EVIDENCE_CLASS_WORDS[name]}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      <label className={classes.check}>
        <input
          type="checkbox"
          checked={search.people === 'yes'}
          onChange={(event) => onChange({ people: event.currentTarget.checked ? 'yes' : undefined })}
        />
        People
      </label>
      <label className={classes.check}>
        <input
          type="checkbox"
          checked={search.unreviewed === 'yes'}
          onChange={(event) => onChange({ unreviewed: event.currentTarget.checked ? 'yes' : undefined })}
        />
        Not reviewed
      </label>
      {search.about ? (
        <Button icon="close" onClick={() => onChange({ about: undefined })}>
          Around one body: show all
        </Button>
      ) : null}
      <div className={classes.view}>
        <ChoiceChips<'map' | 'list'>
          label="Show as"
          choices={[
            { value: 'map', label: 'Map' },
            { value: 'list', label: 'List' },
          ]}
          chosen={(value) => (value === 'list') === asList}
          onChoose={(value) => onView(value === 'list')}
        />
      </div>
    </div>
  );
}
