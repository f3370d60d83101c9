/**
 * A store of a test's own behind the real use cases, and the material that adapters are tested with.
 *
 * All names and sentences are invented for these tests.
 */
import { createTestDatabase } from '../postgres/test-database.ts';

export interface TestStore {
  /** As `DATABASE_URL` takes it. */
  readonly databaseUrl: string;
  drop(): Promise<void>;
}

export async function createTestStore(): Promise<TestStore> {
  const { connection, drop } = await createTestDatabase();
  const { host, port, user, database, password } = connection;
  const url = new URL(`postgres://localhost/${database}`);
  url.username = user;
  if (password !== undefined) url.password = password;
  url.searchParams.set('host', host);
  url.searchParams.set('port', String(port));
  return { databaseUrl: url.href, drop };
}

/** Two groups, a tool, and a relationship that cites two reports. */
export function exampleBundle(): string {
  const times = { created: '2020-01-01T00:00:00.000Z', modified: '2020-01-01T00:00:00.000Z' };
  const author = 'identity--11111111-1111-4111-8111-111111111111';
  const heron = 'intrusion-set--22222222-2222-4222-8222-222222222222';
  const crane = 'intrusion-set--33333333-3333-4333-8333-333333333333';
  const lantern = 'malware--44444444-4444-4444-8444-444444444444';
  const common = { ...times, spec_version: '2.1', created_by_ref: author };
  return JSON.stringify({
    type: 'bundle',
    id: 'bundle--55555555-5555-4555-8555-555555555555',
    objects: [
      {
        ...times,
        type: 'identity',
        spec_version: '2.1',
        id: author,
        name: 'Example Corp',
        identity_class: 'organization',
      },
      {
        ...common,
        type: 'intrusion-set',
        id: heron,
        name: 'Paper Heron',
        aliases: ['Paper Heron', '纸鹭', 'Silver Reed'],
        description: 'Paper Heron is an invented group that appears in tests.',
      },
      { ...common, type: 'intrusion-set', id: crane, name: 'Glass Crane', aliases: ['Glass Crane', 'Silver Reed'] },
      { ...common, type: 'malware', id: lantern, name: 'LANTERNFISH', is_family: true },
      {
        ...common,
        type: 'relationship',
        id: 'relationship--66666666-6666-4666-8666-666666666666',
        relationship_type: 'uses',
        source_ref: heron,
        target_ref: lantern,
        description:
          'Paper Heron has used LANTERNFISH against invented targets.(Citation: Labs Heron 2019)(Citation: Notice Heron 2020)',
        external_references: [
          {
            source_name: 'Labs Heron 2019',
            description: 'Example Labs. (2019, May 9). Heron rising. Retrieved June 1, 2019.',
            url: 'https://labs.example/heron',
          },
          {
            source_name: 'Notice Heron 2020',
            description: 'Example Office. (2020, March 2). Notice on Heron. Retrieved April 1, 2020.',
            url: 'https://office.example/notice',
          },
        ],
      },
    ],
  });
}

export const EXAMPLE_REPORT = `Heron rising

Example Labs, 9 May 2019

Paper Heron has used LANTERNFISH since 2018, according to Example Labs.
`;
