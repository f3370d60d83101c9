/** What can be asked today, each with the view that answers it. What cannot be asked yet is not offered. */
import { Link, type LinkProps } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { PageHeader } from '../../ui/page-header.tsx';
import classes from './questions-page.module.css';

interface Question {
  readonly ask: string;
  readonly how: string;
  readonly link: Pick<LinkProps, 'to' | 'search'>;
  readonly words: string;
}

const GROUPS: readonly { title: string; questions: readonly Question[] }[] = [
  {
    title: 'Structure',
    questions: [
      {
        ask: 'Who answers to whom?',
        how: 'Leading and guiding lines side by side; what the public record does not say is an open end.',
        link: { to: '/' },
        words: 'Ecosystem map',
      },
      {
        ask: 'What of this stands in court records and sanctions notices alone?',
        how: 'The map, thinned to lines that rest on a charge, a judgment or a designation.',
        link: { to: '/', search: { classes: 'court,sanction' } },
        words: 'Court and sanction only',
      },
      {
        ask: 'What did it look like on a day in the past, and what was known of it then?',
        how: 'Move “as of” for what was so, “known at” for what had been published. Both stand in the address.',
        link: { to: '/', search: { asOf: '2015-01-01' } },
        words: 'The map as of January 2015',
      },
    ],
  },
  {
    title: 'Names',
    questions: [
      {
        ask: 'Who calls it what, and since when?',
        how: 'Find any of its names; its page lists all of them with who uses each.',
        link: { to: '/names' },
        words: 'Names',
      },
      {
        ask: 'Which other things carry the same name?',
        how: 'The name table of each page warns where a name is shared. A shared name joins nothing.',
        link: { to: '/names' },
        words: 'Names',
      },
    ],
  },
  {
    title: 'Evidence',
    questions: [
      {
        ask: 'On how many independent origins does a statement rest?',
        how: 'Every statement shows its reports and its origins, held and cited. Open it for the exact words and the chain.',
        link: { to: '/', search: { view: 'list' } },
        words: 'List of lines',
      },
      {
        ask: 'Who are the sources, and how far is each to be trusted?',
        how: 'Publishers with their dated reliability and what is held of them. The judgement is yours to make.',
        link: { to: '/sources' },
        words: 'Sources',
      },
      {
        ask: 'Which sources are cited and not yet held?',
        how: 'They can be imported; then their own words stand behind the statements.',
        link: { to: '/reports', search: { held: 'no' } },
        words: 'Cited documents',
      },
    ],
  },
  {
    title: 'Work to do',
    questions: [
      {
        ask: 'What has arrived, and what does it add or contradict?',
        how: 'New claims, new names, repeats, contradictions and what was refused, arrival by arrival.',
        link: { to: '/inbox' },
        words: 'Inbox',
      },
      {
        ask: 'What did a machine read that nobody has checked?',
        how: 'One statement at a time, the weightiest first.',
        link: { to: '/review' },
        words: 'Review',
      },
    ],
  },
];

export function QuestionsPage(): ReactElement {
  return (
    <>
      <PageHeader title="Questions" lead="What can be asked here today, and the view that answers it." />
      <div className={classes.groups}>
        {GROUPS.map((group) => (
          <section key={group.title}>
            <h2>{group.title}</h2>
            <ul>
              {group.questions.map((question) => (
                <li key={question.ask}>
                  <p className={classes.ask}>{question.ask}</p>
                  <p className={classes.how}>{question.how}</p>
                  <Link {...question.link}>{question.words}</Link>
                </li>
              ))}
            </ul>
          </section>
        ))}
      </div>
    </>
  );
}
