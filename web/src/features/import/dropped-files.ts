/** The files of a drop, folders walked through. Order is that of the drop; a folder that cannot be read rejects. */
import type { NamedFile } from './imports-context.ts';

/** Must be called within the drop event: the browser empties the transfer afterwards. */
export function droppedFiles(transfer: DataTransfer): Promise<NamedFile[]> {
  const entries = [...transfer.items].map((item) => ({
    entry: item.webkitGetAsEntry?.() ?? null,
    file: item.getAsFile(),
  }));
  return Promise.all(
    entries.map(async ({ entry, file }) => {
      if (entry?.isDirectory) return walk(entry);
      return file ? [{ file, path: file.name }] : [];
    }),
  ).then((lists) => lists.flat());
}

export function hasFiles(transfer: DataTransfer | null): boolean {
  return transfer?.types.includes('Files') ?? false;
}

/** Files chosen in a dialog; a chosen folder gives relative paths. */
export function chosenFiles(list: FileList): NamedFile[] {
  return [...list].map((file) => ({ file, path: file.webkitRelativePath || file.name }));
}

async function walk(entry: FileSystemEntry): Promise<NamedFile[]> {
  // What a system keeps beside its files (".DS_Store") is nobody's report.
  if (entry.name.startsWith('.')) return [];
  if (entry.isFile) {
    const file = await new Promise<File>((resolve, reject) => (entry as FileSystemFileEntry).file(resolve, reject));
    return [{ file, path: entry.fullPath.replace(/^\//, '') }];
  }
  const reader = (entry as FileSystemDirectoryEntry).createReader();
  const found: NamedFile[] = [];
  for (;;) {
    // A reader hands out a folder in parts, an empty part last.
    const part = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject));
    if (part.length === 0) return found;
    for (const child of part) found.push(...(await walk(child)));
  }
}
