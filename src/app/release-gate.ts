/**
 * The one gate that everything passes on its way out.
 *
 * Rules: nothing marked above the audience leaves, in text, id or count; what is derived from several inputs carries the strictest of their
 * markings; machine claims stay unless asked for, rejected ones always; what left is on record, with its hash, before the first byte is handed out.
 *
 * TLP 2.0 (FIRST, August 2022). MISP distribution levels have no audience of their own here, so each is read as the TLP level that promises the
 * same: 0 "your organisation only" as AMBER+STRICT, 1 "this community" and 2 "connected communities" as GREEN, 3 "all communities" as CLEAR.
 * 4 "sharing group" passes only to that group by name, and 5 "inherit" takes the document's.
 */
import {
  mayRelease,
  strictestTlp,
  TLP_LEVELS,
  TLP_MARKING_IDS,
  type TlpLevel,
  tlpOfMarkingId,
} from '../model/tlp/tlp.ts';
import type { ReleaseFilter } from '../storage/release-selection.ts';

export interface Audience {
  readonly tlp: TlpLevel;
  /** Who receives it, for the record; the UUID of a MISP sharing group opens what is marked for that group. */
  readonly name: string;
  readonly includeMachine: boolean;
}

/** A marking definition as held: its STIX id, and the level it states where it is a TLP marking. */
export interface MarkingDefinition {
  readonly id: string;
  readonly tlp: TlpLevel;
}

/** What we cannot read is held at AMBER, as on import. */
const UNKNOWN_MARKING: TlpLevel = 'amber';

const LEVEL_OF_DISTRIBUTION: Readonly<Record<number, TlpLevel>> = {
  0: 'amber+strict',
  1: 'green',
  2: 'green',
  3: 'clear',
};

/** Something above the audience was about to leave: a broken invariant, never an answer. */
export class ReleaseViolation extends Error {
  constructor(what: string, level: TlpLevel, audience: TlpLevel) {
    super(
      `${what} is marked TLP:${level.toUpperCase()}, above the audience's TLP:${audience.toUpperCase()}. Nothing was released.`,
    );
    this.name = 'ReleaseViolation';
  }
}

export class ReleaseGate {
  readonly audience: Audience;

  constructor(audience: Audience) {
    this.audience = audience;
  }

  /** What the store may select. `definitions` are the marking definitions held, besides the TLP ones that everyone knows. */
  filter(definitions: readonly MarkingDefinition[]): ReleaseFilter {
    const { tlp, name, includeMachine } = this.audience;
    return {
      levels: TLP_LEVELS.filter((level) => mayRelease(level, tlp)),
      mispDistributions: Object.entries(LEVEL_OF_DISTRIBUTION)
        .filter(([, level]) => mayRelease(level, tlp))
        .map(([distribution]) => Number(distribution)),
      sharingGroups: [name],
      statuses: includeMachine ? ['structured', 'reviewed', 'machine'] : ['structured', 'reviewed'],
      markingLevels: new Map([
        ...definitions.map((definition) => [definition.id, tlpOfMarkingId(definition.id) ?? definition.tlp] as const),
        ...KNOWN_MARKINGS,
      ]),
      unknownMarkingLevel: UNKNOWN_MARKING,
    };
  }

  /** The level at a position among the audience's; throws for one beyond them. */
  level(position: number, what: string): TlpLevel {
    const level = TLP_LEVELS[position - 1] ?? 'red';
    if (position < 1 || position > TLP_LEVELS.length || !mayRelease(level, this.audience.tlp))
      throw new ReleaseViolation(what, level, this.audience.tlp);
    return level;
  }

  /** Of what is made from several inputs. */
  strictest(levels: Iterable<TlpLevel>, what: string): TlpLevel {
    const level = strictestTlp(levels);
    if (!mayRelease(level, this.audience.tlp)) throw new ReleaseViolation(what, level, this.audience.tlp);
    return level;
  }
}

/** TLP markings of both versions occur; TLP 1.0 ids are from STIX 2.1, section 7.2.1.4. */
const KNOWN_MARKINGS: readonly (readonly [string, TlpLevel])[] = [
  ...Object.values(TLP_MARKING_IDS),
  'marking-definition--613f2e26-407d-48c7-9eca-b8e91df99dc9',
  'marking-definition--34098fce-860f-48ae-8e50-ebd3cc5e41da',
  'marking-definition--f88d31f6-486f-44da-b317-01333bde0b82',
  'marking-definition--5e57c739-391a-4eb3-b6be-7d15ca92d5ed',
].map((id) => [id, tlpOfMarkingId(id) ?? UNKNOWN_MARKING] as const);
