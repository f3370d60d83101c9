/** Imports: begun with files or addresses, followed as they go on, cancelled. */
import { apiPath, deleteAt, getJson, postForm } from './client.ts';
import type { ImportProgress } from './contract.ts';

export function beginImport(
  files: readonly { file: File; path: string }[],
  urls: readonly string[],
  signal: AbortSignal,
): Promise<ImportProgress> {
  const form = new FormData();
  for (const { file, path } of files) form.append('file', file, path);
  for (const url of urls) form.append('url', url);
  return postForm<ImportProgress>('/imports', form, signal);
}

export function cancelImport(id: string): Promise<void> {
  return deleteAt(`/imports/${encodeURIComponent(id)}`);
}

/** Calls back at every change until the import has ended. A broken line is mended by asking again. */
export function followImport(
  id: string,
  onProgress: (progress: ImportProgress) => void,
  onLost: (error: Error) => void,
): () => void {
  const source = new EventSource(apiPath(`/imports/${encodeURIComponent(id)}/events`));
  source.onmessage = (event: MessageEvent<string>) => {
    const progress = JSON.parse(event.data) as ImportProgress;
    onProgress(progress);
    if (progress.state !== 'running') source.close();
  };
  source.onerror = () => {
    // The browser reconnects by itself unless the server refused; then the state is asked for once, to say what became of it.
    if (source.readyState !== EventSource.CLOSED) return;
    getJson<ImportProgress>(`/imports/${encodeURIComponent(id)}`).then(onProgress, onLost);
  };
  return () => source.close();
}
