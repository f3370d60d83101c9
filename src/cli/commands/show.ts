/** `orrery show NAME|ID`: all that is held on an entity at a moment, with the exact words behind every statement. */
import type { Command } from 'commander';
import type { Proposition, PropositionEvidence } from '../../api/contract/claims.ts';
import type { ShowResult } from '../../api/contract/command-line.ts';
import type { EntityPage } from '../../api/contract/entities.ts';
import type { Orrery } from '../../app/use-cases.ts';
import type { Moment } from '../../model/evidence/time.ts';
import type { CommandContext } from '../command-context.ts';
import type { CommandAction } from '../command-list.ts';
import { entityText } from '../entity-text.ts';
import { EXIT } from '../io.ts';
import { addMomentOptions, type MomentOptions, momentOf, wholeNumber } from '../option-values.ts';

interface ShowOptions extends MomentOptions {
  readonly limit?: string;
  readonly all?: boolean;
}

export function define(command: Command, context: CommandContext): CommandAction {
  addMomentOptions(command.argument('<name-or-id>', 'a name in any script, an entity id, or a referent id'))
    .option('--limit <count>', 'statements of each kind (default 5)')
    .option('--all', 'every statement, name and citation')
    .addHelpText('after', '\nExample:\n  $ orrery show "APT41" --as-of 2019-06-01 --known-at 2021-01-01');
  return (options: ShowOptions, nameOrId: string) => show(nameOrId, options, context);
}

async function show(nameOrId: string, options: ShowOptions, context: CommandContext): Promise<typeof EXIT.done> {
  const moment = momentOf(options);
  const all = options.all === true;
  const limit = all ? Number.POSITIVE_INFINITY : (wholeNumber(options.limit, '--limit', { min: 1, max: 500 }) ?? 5);
  const { page, evidence } = await context.withStore(
    async (orrery) => {
      const found = await orrery.entity(nameOrId, moment);
      const page = await withStatements(orrery, found, moment, limit);
      const cited = page.groups.flatMap(({ propositions }) => propositions.map(({ id }) => id));
      const named = page.names.slice(0, all ? undefined : NAMES_CITED).map(({ propositionId }) => propositionId);
      return {
        page,
        evidence: await evidenceOf(orrery, page.entity.id, [...new Set([...named, ...cited])], moment, all),
      };
    },
    { starterWhenEmpty: true },
  );
  if (context.json) {
    const result: ShowResult = { ...page, evidence: [...evidence.values()] };
    await context.printJson(result);
  } else {
    const { width, colours } = context;
    await context.print(entityText(page, evidence, { width, colours, heldAtGiven: options.heldAt !== undefined, all }));
  }
  return EXIT.done;
}

const NAMES_CITED = 12;
const CLAIMS_CITED = 3;
const PAGE_SIZE = 200;
const AT_ONCE = 4;

/** The page with as many statements of each kind as were asked for; the page itself carries only the first ones. */
async function withStatements(orrery: Orrery, page: EntityPage, moment: Moment, limit: number): Promise<EntityPage> {
  const groups: EntityPage['groups'] = [];
  for (const group of page.groups.filter(({ kind }) => kind !== 'name')) {
    const wanted = Math.min(limit, group.total);
    let propositions: Proposition[] = group.propositions.slice(0, wanted);
    if (propositions.length < wanted) {
      propositions = [];
      let cursor: string | null | undefined;
      do {
        const list = await orrery.propositions(page.entity.id, {
          ...moment,
          kind: group.kind,
          includeMachine: true,
          limit: Math.min(PAGE_SIZE, wanted - propositions.length),
          ...(cursor && { cursor }),
        });
        propositions.push(...list.items);
        cursor = list.nextCursor;
      } while (cursor !== null && propositions.length < wanted);
    }
    groups.push({ ...group, propositions });
  }
  return { ...page, groups };
}

async function evidenceOf(
  orrery: Orrery,
  entityId: string,
  propositionIds: readonly string[],
  moment: Moment,
  all: boolean,
): Promise<Map<string, PropositionEvidence>> {
  const found = new Map<string, PropositionEvidence>();
  for (let index = 0; index < propositionIds.length; index += AT_ONCE) {
    const ids = propositionIds.slice(index, index + AT_ONCE);
    const answers = await Promise.all(ids.map((id) => evidenceOfOne(orrery, entityId, id, moment, all)));
    for (const [place, id] of ids.entries()) found.set(id, answers[place]!);
  }
  return found;
}

async function evidenceOfOne(
  orrery: Orrery,
  entityId: string,
  id: string,
  moment: Moment,
  all: boolean,
): Promise<PropositionEvidence> {
  const first = await orrery.evidence(entityId, id, { ...moment, limit: all ? PAGE_SIZE : CLAIMS_CITED });
  const claims = [...first.claims];
  let { nextCursor } = first;
  while (all && nextCursor !== null) {
    const next = await orrery.evidence(entityId, id, { ...moment, limit: PAGE_SIZE, cursor: nextCursor });
    claims.push(...next.claims);
    nextCursor = next.nextCursor;
  }
  return { ...first, claims, nextCursor };
}
