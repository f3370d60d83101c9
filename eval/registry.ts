/** The tasks there are, and those that are named and not there yet. */
import type { EvalTask } from './task.ts';
import { indicatorsTask } from './tasks/indicators.ts';

export const TASKS: readonly EvalTask[] = [indicatorsTask];

/** Names that scripts may already use; asking for one says that it is not there yet. */
export const PLANNED_TASKS: readonly string[] = [
  'ner',
  'linking',
  'technique',
  'technique-docs',
  'claims',
  'origins',
  'attribution',
  'patterns',
  'match',
  'equivalence',
  'sco-ids',
  'stix',
  'taxii',
  'tables',
];
