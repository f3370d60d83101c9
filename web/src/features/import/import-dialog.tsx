/** Import by choosing: files, a folder, or addresses. */
import { type ReactElement, useRef, useState } from 'react';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { chosenFiles } from './dropped-files.ts';
import classes from './import-dialog.module.css';
import { useImports } from './imports-context.ts';

export function ImportDialog({ opened, onClose }: { opened: boolean; onClose: () => void }): ReactElement {
  const { begin } = useImports();
  const files = useRef<HTMLInputElement>(null);
  const folder = useRef<HTMLInputElement>(null);
  const [addresses, setAddresses] = useState('');
  const urls = addresses.split(/\s+/).filter((line) => line !== '');
  const wrong = urls.filter((url) => !/^https?:\/\/\S+$/i.test(url));

  const take = (list: FileList | null): void => {
    if (!list || list.length === 0) return;
    begin(chosenFiles(list));
    onClose();
  };

  return (
    <Dialog opened={opened} onClose={onClose} title="Import" size="md">
      <div className={classes.form}>
        <p>
          Reports as PDF, HTML, Word, Markdown or text, and data sets as STIX 2.0 and 2.1, MISP galaxies, CISA KEV and
          EPSS; each also with gzip. What cannot be read is refused with its reason and the rest goes on. Files can be
          dropped anywhere on the page.
        </p>
        <div className={classes.row}>
          <Button look="primary" data-autofocus onClick={() => files.current?.click()}>
            Choose files…
          </Button>
          <Button onClick={() => folder.current?.click()}>Choose a folder…</Button>
          <input
            ref={files}
            type="file"
            multiple
            hidden
            aria-label="Files to import"
            onChange={(event) => take(event.currentTarget.files)}
          />
          <input
            ref={(element) => {
              folder.current = element;
              // React knows no such attribute; browsers have it under this name only.
              element?.setAttribute('webkitdirectory', '');
            }}
            type="file"
            hidden
            aria-label="Folder to import"
            onChange={(event) => take(event.currentTarget.files)}
          />
        </div>
        <label className={classes.addresses}>
          Or addresses, one a line
          <textarea
            rows={3}
            placeholder="https://…"
            value={addresses}
            aria-invalid={wrong.length > 0}
            onChange={(event) => setAddresses(event.currentTarget.value)}
          />
        </label>
        {wrong.length > 0 ? (
          <p role="alert" className={classes.wrong}>{`Not an http or https address: ${wrong[0]}`}</p>
        ) : null}
        <div className={classes.row}>
          <Button
            disabled={urls.length === 0 || wrong.length > 0}
            onClick={() => {
              begin([], urls);
              setAddresses('');
              onClose();
            }}
          >
            Fetch and import
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
