import { Menu } from '@mantine/core';
import type { ReactElement } from 'react';
import { apiPath } from '../../api/client.ts';
import { Button } from '../../ui/button.tsx';

const FORMATS = [
  { format: 'stix', label: 'STIX 2.1 bundle' },
  { format: 'csv', label: 'CSV table' },
  { format: 'markdown', label: 'Markdown text' },
] as const;

/** What leaves here passes the release gate at TLP:CLEAR; more is for the command line, where the audience is named. */
export function EntityExport({ entityId }: { entityId: string }): ReactElement {
  return (
    <Menu position="bottom-end" width={240}>
      <Menu.Target>
        <Button icon="down">Export</Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>What is marked TLP:CLEAR</Menu.Label>
        {FORMATS.map(({ format, label }) => (
          <Menu.Item key={format} component="a" href={apiPath('/export', { format, about: entityId })} download>
            {label}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item onClick={() => window.print()}>Print this page</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
