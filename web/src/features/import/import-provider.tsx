/** Holds the imports of this page, takes files dropped anywhere on it, and shows how far each has come. */
import { useQueryClient } from '@tanstack/react-query';
import { type ReactElement, type ReactNode, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { ProblemError } from '../../api/client.ts';
import type { ImportProgress } from '../../api/contract.ts';
import { beginImport, cancelImport, followImport } from '../../api/imports.ts';
import { count } from '../../ui/words.ts';
import { droppedFiles, hasFiles } from './dropped-files.ts';
import { ImportDialog } from './import-dialog.tsx';
import { ImportPanel } from './import-panel.tsx';
import classes from './import-provider.module.css';
import { ImportsContext, type ImportsValue, type NamedFile, type PageImport } from './imports-context.ts';

export function ImportProvider({ children }: { children: ReactNode }): ReactElement {
  const [imports, setImports] = useState<readonly PageImport[]>([]);
  const [dialogOpen, setDialogOpen] = useState(false);
  const running = useRef(new Map<string, { abort: AbortController; stop: () => void }>());
  const client = useQueryClient();

  const begin = useCallback(
    (files: readonly NamedFile[], urls: readonly string[] = []) => {
      if (files.length + urls.length === 0) return;
      const key = crypto.randomUUID();
      const abort = new AbortController();
      const update = (progress: ImportProgress): void => {
        setImports((all) => all.map((one) => (one.key === key ? { ...one, progress } : one)));
        if (progress.state === 'running') return;
        running.current.delete(key);
        void client.invalidateQueries();
      };
      const fail = (error: Error): void => {
        const hint = error instanceof ProblemError && error.hint ? ` ${error.hint}` : '';
        const cancelled = error.name === 'AbortError';
        update({
          ...waiting,
          state: cancelled ? 'cancelled' : 'failed',
          phase: '',
          error: cancelled ? null : `${error.message}${hint}`,
        });
      };
      running.current.set(key, { abort, stop: () => undefined });
      setImports((all) => [{ key, title: titleOf(files, urls), progress: waiting }, ...all]);
      beginImport(files, urls, abort.signal).then((progress) => {
        update(progress);
        if (progress.state === 'running')
          running.current.set(key, { abort, stop: followImport(progress.id, update, fail) });
      }, fail);
    },
    [client],
  );

  const cancel = useCallback(
    (key: string) => {
      const one = imports.find((candidate) => candidate.key === key);
      if (one?.progress.state !== 'running') return;
      if (one.progress.id === '') running.current.get(key)?.abort.abort();
      else
        cancelImport(one.progress.id).catch((error: Error) => {
          setImports((all) =>
            all.map((other) =>
              other.key === key ? { ...other, progress: { ...other.progress, error: error.message } } : other,
            ),
          );
        });
    },
    [imports],
  );

  const dismiss = useCallback((key: string) => setImports((all) => all.filter((one) => one.key !== key)), []);
  const openDialog = useCallback(() => setDialogOpen(true), []);
  const value = useMemo<ImportsValue>(
    () => ({ imports, openDialog, begin, cancel, dismiss }),
    [imports, openDialog, begin, cancel, dismiss],
  );

  return (
    <ImportsContext value={value}>
      {children}
      <DropAnywhere onFiles={begin} />
      <ImportDialog opened={dialogOpen} onClose={() => setDialogOpen(false)} />
      <ImportPanel />
    </ImportsContext>
  );
}

const waiting: ImportProgress = {
  id: '',
  state: 'running',
  path: null,
  phase: 'sending',
  done: 0,
  total: null,
  outcomes: [],
  error: null,
};

function titleOf(files: readonly NamedFile[], urls: readonly string[]): string {
  const [first] = files;
  if (files.length === 1 && urls.length === 0 && first) return first.path;
  if (files.length === 0) return urls.length === 1 ? (urls[0] ?? '') : count(urls.length, 'address', 'addresses');
  return [count(files.length, 'file'), urls.length > 0 ? count(urls.length, 'address', 'addresses') : '']
    .filter(Boolean)
    .join(' and ');
}

function DropAnywhere({ onFiles }: { onFiles: (files: readonly NamedFile[]) => void }): ReactElement | null {
  const [over, setOver] = useState(false);
  const [refused, setRefused] = useState<string>();
  useEffect(() => {
    const onOver = (event: DragEvent): void => {
      if (!hasFiles(event.dataTransfer)) return;
      event.preventDefault();
      setOver(true);
    };
    const onLeave = (event: DragEvent): void => {
      // Only leaving the window counts; moving between elements leaves and enters all the time.
      if (event.relatedTarget === null) setOver(false);
    };
    const onDrop = (event: DragEvent): void => {
      if (!event.dataTransfer || !hasFiles(event.dataTransfer)) return;
      event.preventDefault();
      setOver(false);
      setRefused(undefined);
      droppedFiles(event.dataTransfer).then(onFiles, (error: Error) =>
        setRefused(`The drop could not be read: ${error.message}`),
      );
    };
    window.addEventListener('dragover', onOver);
    window.addEventListener('dragleave', onLeave);
    window.addEventListener('drop', onDrop);
    return () => {
      window.removeEventListener('dragover', onOver);
      window.removeEventListener('dragleave', onLeave);
      window.removeEventListener('drop', onDrop);
    };
  }, [onFiles]);
  if (refused) {
    return (
      <p role="alert" className={classes.refused}>
        {refused} Use “Import” instead.
      </p>
    );
  }
  if (!over) return null;
  return (
    <div className={classes.over}>
      <p>Drop to import: reports (PDF, HTML, Word, text) and data sets (STIX, MISP, KEV, EPSS), folders too</p>
    </div>
  );
}
