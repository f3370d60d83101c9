/** Made-up STIX objects, among them shapes that no model knows. */

export const IDS = {
  producer: 'identity--11111111-1111-4111-8111-111111111111',
  group: 'intrusion-set--22222222-2222-4222-8222-222222222222',
  other: 'intrusion-set--33333333-3333-4333-8333-333333333333',
  malware: 'malware--44444444-4444-4444-8444-444444444444',
  uses: 'relationship--55555555-5555-4555-8555-555555555555',
  otherUses: 'relationship--66666666-6666-4666-8666-666666666666',
  statement: 'marking-definition--77777777-7777-4777-8777-777777777777',
  strange: 'x-acme-gadget--88888888-8888-4888-8888-888888888888',
  report: 'report--99999999-9999-4999-8999-999999999999',
} as const;

const TIMES = { created: '2020-01-01T00:00:00.000Z', modified: '2021-06-01T00:00:00.000Z' };
const COMMON = { spec_version: '2.1', ...TIMES, created_by_ref: IDS.producer, object_marking_refs: [IDS.statement] };

export type StixLike = Record<string, unknown> & { readonly type: string; readonly id: string };

export function bundleOf(objects: readonly StixLike[]): object {
  return { type: 'bundle', id: 'bundle--aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa', objects };
}

/** Two groups, one malware, their relationships, a report about one, and an object of a type that is nobody's. */
export function sampleObjects(): StixLike[] {
  return [
    {
      type: 'identity',
      spec_version: '2.1',
      id: IDS.producer,
      ...TIMES,
      name: 'Aldgate Research',
      identity_class: 'organization',
    },
    {
      type: 'marking-definition',
      spec_version: '2.1',
      id: IDS.statement,
      created: TIMES.created,
      definition_type: 'statement',
      definition: { statement: 'Made up for a test.' },
    },
    {
      type: 'intrusion-set',
      id: IDS.group,
      ...COMMON,
      name: 'Copper Heron',
      aliases: ['Copper Heron', 'Marsh Lantern'],
      description: 'A made-up group. (Citation: Aldgate Heron 2020)',
      x_acme_score: { deep: [1, 2.5, null, 'three'], 'odd key': true },
      external_references: [
        { source_name: 'mitre-attack', external_id: 'G9001', url: 'https://attack.example/G9001' },
        {
          source_name: 'Aldgate Heron 2020',
          url: 'https://aldgate.example/heron',
          description: 'Aldgate. (2020, March 2). Heron.',
        },
      ],
    },
    { type: 'intrusion-set', id: IDS.other, ...COMMON, name: 'Tin Sparrow' },
    { type: 'malware', id: IDS.malware, ...COMMON, name: 'REEDCUTTER', is_family: true },
    {
      type: 'relationship',
      id: IDS.uses,
      ...COMMON,
      relationship_type: 'uses',
      source_ref: IDS.group,
      target_ref: IDS.malware,
      description: 'Copper Heron has used REEDCUTTER.(Citation: Aldgate Heron 2020)',
      external_references: [{ source_name: 'Aldgate Heron 2020', url: 'https://aldgate.example/heron' }],
    },
    {
      type: 'relationship',
      id: IDS.otherUses,
      ...COMMON,
      relationship_type: 'uses',
      source_ref: IDS.other,
      target_ref: IDS.malware,
    },
    {
      type: 'report',
      id: IDS.report,
      ...COMMON,
      name: 'Heron season',
      published: '2020-03-02T00:00:00.000Z',
      object_refs: [IDS.group, IDS.strange],
    },
    { type: 'x-acme-gadget', id: IDS.strange, ...COMMON, gears: 12, shape: 'Ünïcode \u2028 "quoted"' },
  ];
}
