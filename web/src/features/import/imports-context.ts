/** Imports begun from this page, for whoever shows or begins one. */
import { createContext, useContext } from 'react';
import type { ImportProgress } from '../../api/contract.ts';

export interface NamedFile {
  readonly file: File;
  /** With its folders, as it was dropped: "reports/2021/one.pdf". */
  readonly path: string;
}

export interface PageImport {
  /** Of this page; the server's own is in `progress.id`, empty while the files are still on their way. */
  readonly key: string;
  readonly title: string;
  readonly progress: ImportProgress;
}

export interface ImportsValue {
  readonly imports: readonly PageImport[];
  readonly openDialog: () => void;
  readonly begin: (files: readonly NamedFile[], urls?: readonly string[]) => void;
  readonly cancel: (key: string) => void;
  readonly dismiss: (key: string) => void;
}

export const ImportsContext = createContext<ImportsValue | undefined>(undefined);

export function useImports(): ImportsValue {
  const value = useContext(ImportsContext);
  if (value === undefined) throw new Error('useImports is called outside ImportProvider');
  return value;
}
