import { useClipboard } from '@mantine/hooks';
import type { ReactElement } from 'react';
import { Button } from '../../ui/button.tsx';

/** Quote, source, date and address, ready to paste. */
export function CopyCitation({ citation }: { citation: string }): ReactElement {
  const { copy, copied, error } = useClipboard({ timeout: 2000 });
  return (
    <>
      <Button icon="copy" onClick={() => copy(citation)}>
        {copied ? 'Copied' : 'Copy citation'}
      </Button>
      {error ? (
        <textarea
          readOnly
          aria-label="Citation, to copy by hand"
          value={citation}
          rows={3}
          onFocus={(event) => event.currentTarget.select()}
        />
      ) : null}
    </>
  );
}
