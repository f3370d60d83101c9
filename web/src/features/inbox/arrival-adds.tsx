import type { ReactElement } from 'react';
import type { Arrival } from '../../api/contract.ts';
import { count } from '../../ui/words.ts';
import classes from './arrival-adds.module.css';

/** What an arrival adds, in figures; contradictions and refusals stand out by word and colour. */
export function ArrivalAdds({ arrival: { adds, kind, complete } }: { arrival: Arrival }): ReactElement {
  const figures = [
    { words: count(adds.newClaims, 'new claim'), value: adds.newClaims },
    { words: count(adds.newNames, 'new name'), value: adds.newNames },
    { words: count(adds.newEntities, 'new entity', 'new entities'), value: adds.newEntities },
    { words: count(adds.repeats, 'repeat'), value: adds.repeats },
    { words: `${adds.withdrawn.toLocaleString('en-GB')} withdrawn`, value: adds.withdrawn },
    { words: count(adds.contradictions, 'contradiction'), value: adds.contradictions, look: 'conflict' },
    { words: `${adds.refused.toLocaleString('en-GB')} refused`, value: adds.refused, look: 'refused' },
  ].filter((figure) => figure.value > 0);
  if (figures.length === 0) {
    const why = !complete
      ? 'Not finished yet.'
      : kind === 'report'
        ? 'No statement was read from it; its text can be searched and read.'
        : 'Adds nothing: all of it was already held.';
    return <p className={classes.adds}>{why}</p>;
  }
  return (
    <ul className={classes.adds} aria-label="Adds">
      {figures.map((figure) => (
        <li key={figure.words} data-look={figure.look}>
          {figure.words}
        </li>
      ))}
    </ul>
  );
}
