/** Source reliability and information credibility, side by side and never blended. F and 6 mean "not judged", and look it. */
import { Tooltip } from '@mantine/core';
import type { ReactElement } from 'react';
import type { Grade, Reliability } from '../api/contract.ts';
import classes from './grade-chip.module.css';
import { CREDIBILITY_WORDS, RELIABILITY_WORDS } from './words.ts';

export function GradeChip({ grade }: { grade: Grade }): ReactElement {
  const { sourceReliability: letter, informationCredibility: number } = grade;
  const words = gradeWords(grade);
  return (
    <Tooltip label={words} openDelay={200} multiline maw={280}>
      <span className={classes.chip}>
        <span className="visually-hidden">{`Grade ${letter}${number}: ${words}`}</span>
        <span aria-hidden="true" data-unknown={letter === 'F'}>
          {letter}
        </span>
        <span aria-hidden="true" data-unknown={number === 6}>
          {number}
        </span>
      </span>
    </Tooltip>
  );
}

export function gradeWords({ sourceReliability, informationCredibility }: Grade): string {
  return `source ${RELIABILITY_WORDS[sourceReliability]}; information ${CREDIBILITY_WORDS[informationCredibility] ?? 'not judged'}`;
}

/** The letter alone, for a source. */
export function ReliabilityChip({ letter }: { letter: Reliability }): ReactElement {
  return (
    <Tooltip label={`Source ${RELIABILITY_WORDS[letter]}`} openDelay={200}>
      <span className={classes.chip}>
        <span className="visually-hidden">{`Reliability ${letter}: ${RELIABILITY_WORDS[letter]}`}</span>
        <span aria-hidden="true" data-unknown={letter === 'F'}>
          {letter}
        </span>
      </span>
    </Tooltip>
  );
}
