/**
 * The tables that turn the codes of some fonts into characters, read from the npm package `pdfjs-dist` where it is installed.
 *
 * Invariant: a table that was needed and is absent is known by name, so that the words it would have given are not
 * missed in silence. ISO 32000-1, section 9.7.5.2 ("Predefined CMaps"): common in older Chinese and Japanese PDFs.
 */
import { readFile } from 'node:fs/promises';

interface TableFolders {
  readonly cMapUrl?: string | null;
  readonly standardFontDataUrl?: string | null;
  readonly wasmUrl?: string | null;
}

interface TableRequest {
  readonly kind: keyof TableFolders;
  readonly filename: string;
}

/** The class that PDF.js makes its reader of; `missing` gets the names of absent tables. */
export function characterTableReader(missing: Set<string>): new (
  folders: TableFolders,
) => {
  fetch(request: TableRequest): Promise<Uint8Array>;
} {
  return class {
    readonly #folders: TableFolders;

    constructor(folders: TableFolders) {
      this.#folders = folders;
    }

    async fetch({ kind, filename }: TableRequest): Promise<Uint8Array> {
      const folder = this.#folders[kind];
      try {
        if (folder == null) throw new Error(`${filename} is not installed`);
        return Uint8Array.from(await readFile(new URL(filename, folder)));
      } catch (error) {
        // Fonts and codecs only draw; a character table is needed to read.
        if (kind === 'cMapUrl') missing.add(filename.replace(/\.bcmap$/, ''));
        throw error;
      }
    }
  };
}
