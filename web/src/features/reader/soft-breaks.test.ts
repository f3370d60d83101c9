import { expect, test } from 'vitest';
import { flowing, isSoftBreak } from './soft-breaks.ts';

const wrapped =
  'A grand jury charged two men with conspiracy to commit computer intrusions. One of\nthem was an officer of the bureau.';
const chinese = '自二零一五年以来琥珀隼组织一直针对能源和电信行业发起攻击据信由港口事务部支\n持并且使用了新的工具';

test.each([
  ['a sentence wrapped at a fixed width flows', wrapped, true],
  ['Chinese text wrapped at a fixed width flows', chinese, true],
  ['a short line ends where it ends', 'Docket 21-cr-77\nThe court finds the following', false],
  [
    'a list stays a list',
    'The following names are used by the group in the reports that were read here:\n- Paper Heron',
    false,
  ],
  ['a blank line parts paragraphs', `${wrapped.split('\n')[0]}\n\nThen it ended.`, false],
  [
    'lines that were never wrapped stay apart',
    `${'A long line that no program has wrapped. '.repeat(5)}\nThe next entry`,
    false,
  ],
])('%s', (_, text, soft) => {
  expect(isSoftBreak(text, text.indexOf('\n'))).toBe(soft);
});

test('a wrapped sentence is shown in one; between Chinese letters no space is put', () => {
  expect(flowing(wrapped, 0, wrapped.length)).toContain('One of them');
  expect(flowing(chinese, 0, chinese.length)).toContain('支持');
});
