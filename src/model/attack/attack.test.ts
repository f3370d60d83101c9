import { describe, expect, it, test } from 'vitest';
import { attackIdFits, isAttackId } from './attack-id.ts';
import { citationMarkers, citedClauses, plainText } from './citation-marker.ts';
import { parseCitationText } from './citation-text.ts';

describe('an ATT&CK id belongs to one kind of object', () => {
  test.each([
    ['T1059.003', 'attack-pattern', true],
    ['T1059', 'course-of-action', false],
    ['M1013', 'course-of-action', true],
    ['G0096', 'intrusion-set', true],
    ['S0154', 'tool', true],
    ['S0154', 'intrusion-set', false],
    ['TA0001', 'x-mitre-tactic', true],
    ['TA0001', 'attack-pattern', false],
    ['enterprise-attack', 'x-mitre-matrix', false],
  ])('%s on %s: %s', (id, type, fits) => expect(attackIdFits(id, type)).toBe(fits));

  it('has a form of its own', () => {
    expect(isAttackId('C0001')).toBe(true);
    expect(isAttackId('CVE-2021-1')).toBe(false);
    expect(isAttackId('X0001')).toBe(false);
  });
});

describe('citation markers', () => {
  it('are found with their names, parentheses and blanks in them too', () => {
    const text = 'a(Citation: One 2020) b (Citation: Two (Second Edition) ) c(Citation: )';
    expect(citationMarkers(text).map((marker) => marker.name)).toEqual(['One 2020', 'Two (Second Edition)']);
    for (const { start, end } of citationMarkers(text)) expect(text.slice(start, end)).toMatch(/^\(Citation: .*\)$/);
  });

  it('an open parenthesis does not swallow what follows', () => {
    expect(citationMarkers('a (Citation: One (2020)\nb (Citation: Two)').map((marker) => marker.name)).toEqual([
      'One (2020',
      'Two',
    ]);
  });

  it('do not stop a description without an end', () => {
    expect(citationMarkers('a (Citation: One')).toHaveLength(1);
  });
});

describe('the clause a citation stands behind', () => {
  const clauses = (text: string): string[] => citedClauses(text).map((cited) => cited.clause);
  test.each<[string, string, string[]]>([
    ['one sentence', 'Heron read mail.(Citation: A)', ['Heron read mail.']],
    [
      'markers in a row share it',
      'Heron read mail. (Citation: A)(Citation: B)',
      ['Heron read mail.', 'Heron read mail.'],
    ],
    ['the last sentence only', 'It began in 2019. Heron read mail.(Citation: A)', ['Heron read mail.']],
    [
      'the part since the last marker',
      'It read mail (Citation: A), and sold it.(Citation: B)',
      ['It read mail', 'and sold it.'],
    ],
    [
      'a full stop after the marker',
      'It read mail (Citation: A). It sold it (Citation: B).',
      ['It read mail', 'It sold it'],
    ],
    [
      'abbreviations do not end it',
      'It used tools, e.g. Lamp of Quay Inc. Boston, to read.(Citation: A)',
      ['It used tools, e.g. Lamp of Quay Inc. Boston, to read.'],
    ],
    [
      'version numbers do not end it',
      'Version 2.5 of Lamp reads mail.(Citation: A)',
      ['Version 2.5 of Lamp reads mail.'],
    ],
    [
      'links stay as they are written',
      '[Heron](https://x.example/a.b) read mail.(Citation: A)',
      ['[Heron](https://x.example/a.b) read mail.'],
    ],
    ['no words at all', '(Citation: A)(Citation: B)', ['(Citation: A)', '(Citation: B)']],
    ['a new line begins anew', 'First line\nHeron read mail(Citation: A)', ['Heron read mail']],
    ['Chinese', '它读邮件。它卖邮件。(Citation: A)', ['它卖邮件。']],
  ])('%s', (_name, text, expected) => {
    expect(clauses(text)).toEqual(expected);
    for (const clause of clauses(text)) expect(text).toContain(clause);
  });
});

it('plain text has the words and none of the markup', () => {
  const text =
    '[Heron](https://x.example/a_(b)) used <code>net use</code> (Citation: A).(Citation: B)\n\nIt  stopped .';
  expect(plainText(text)).toBe('Heron used net use.\n\nIt stopped.');
  expect(plainText('It read mail.<sup>[[Lantern 2021](https://x.example/r)]</sup> It left.')).toBe(
    'It read mail. It left.',
  );
});

describe('citation prose', () => {
  test.each([
    [
      'Ash, B., Cole, D. and Elm, F. (2020, May 4). Reed Walker on the Move. Retrieved June 1, 2020.',
      { authors: ['Ash, B.', 'Cole, D.', 'Elm, F.'], date: '2020-05-04', title: 'Reed Walker on the Move' },
    ],
    [
      'Ash, B., et al. (2020, May). Reeds. Retrieved June 1, 2020.',
      { authors: ['Ash, B.'], date: '2020-05', title: 'Reeds' },
    ],
    [
      'Quay Group. (2020). Letters.. Retrieved June 1, 2020.',
      { authors: ['Quay Group'], date: '2020', title: 'Letters' },
    ],
    ['Quay. (n.d.). Letters. Retrieved June 1, 2020.', { authors: ['Quay'], title: 'Letters' }],
    ['Quay. (2020, February 30). Letters.', { authors: ['Quay'], date: '2020-02', title: 'Letters' }],
    ['A note without any shape', { title: 'A note without any shape' }],
    ['', {}],
  ])('%s', (text, expected) => expect(parseCitationText(text)).toEqual(expected));
});
