/** `orrery judge KIND TARGET DECISION`: what a person decides, recorded with author and reason. */
import type { Command } from 'commander';
import type { JudgementRequest } from '../../api/contract/store.ts';
import type { CommandContext } from '../command-context.ts';
import type { CommandAction } from '../command-list.ts';
import { UsageError } from '../failures.ts';
import { EXIT } from '../io.ts';

interface JudgementForm {
  readonly target: string;
  readonly values: readonly string[];
  decision(value: string): JudgementRequest['decision'];
}

/** Credibility 1 is not among them: it is computed from two independent origins held. */
const FORMS: Readonly<Record<JudgementRequest['kind'], JudgementForm>> = {
  'claim-status': {
    target: 'a claim id',
    values: ['reviewed', 'rejected', 'machine'],
    decision: (status) => ({ status }),
  },
  'claim-credibility': {
    target: 'a claim id',
    values: ['2', '3', '4', '5', '6'],
    decision: (value) => ({ credibility: Number(value) }),
  },
  'source-reliability': {
    target: 'a publisher',
    values: ['A', 'B', 'C', 'D', 'E', 'F'],
    decision: (reliability) => ({ reliability }),
  },
  'arrival-status': {
    target: 'an arrival id',
    values: ['new', 'triaged', 'closed'],
    decision: (status) => ({ status }),
  },
};

export function define(command: Command, context: CommandContext): CommandAction {
  command
    .argument('<kind>', Object.keys(FORMS).join(', '))
    .argument('<target>', 'a claim id, a publisher, or an arrival id')
    .argument(
      '<decision>',
      Object.entries(FORMS)
        .map(([kind, { values }]) => `${kind}: ${values.join(' ')}`)
        .join('; '),
    )
    .requiredOption('--reason <text>', 'why; kept with the judgement')
    .option('--author <name>', 'who decides (or ORRERY_AUTHOR; default: your account)')
    .addHelpText(
      'after',
      '\nExample:\n  $ orrery judge source-reliability "U.S. Department of Justice" A --reason "Court record"\n\nA later judgement on the same thing supersedes; none is deleted.',
    );
  return (options: { reason: string; author?: string }, kind: string, target: string, decision: string) =>
    judge({ kind, target, decision, ...options }, context);
}

async function judge(
  given: { kind: string; target: string; decision: string; reason: string; author?: string },
  context: CommandContext,
): Promise<typeof EXIT.done> {
  const { kind, form } = formOf(given.kind);
  const value = form.values.find((known) => known.toLowerCase() === given.decision.toLowerCase());
  if (value === undefined) {
    throw new UsageError(`“${given.decision}” is not a decision on ${form.target}.`, {
      place: 'DECISION',
      hint: `One of: ${form.values.join(', ')}`,
    });
  }
  const { target, reason } = given;
  const author = given.author?.trim() || context.author;
  const judgement = await context.withStore((orrery) =>
    orrery.judge({ kind, target, decision: form.decision(value), reason, author }),
  );
  if (context.json) await context.printJson(judgement);
  else
    await context.print(
      `Recorded: ${judgement.kind} of ${judgement.target} is ${value}, by ${judgement.author} (${judgement.id}).`,
    );
  return EXIT.done;
}

function formOf(text: string): { kind: JudgementRequest['kind']; form: JudgementForm } {
  const found = Object.entries(FORMS).find(([kind]) => kind === text);
  if (found === undefined)
    throw new UsageError(`“${text}” is not a kind of judgement.`, {
      place: 'KIND',
      hint: `One of: ${Object.keys(FORMS).join(', ')}`,
    });
  return { kind: found[0] as JudgementRequest['kind'], form: found[1] };
}
