/** What the import use cases share. */
import type { DocumentReader } from '../documents/read-document.ts';
import type { AliasMatcher } from '../extraction/prose/alias-matcher.ts';
import type { Database } from '../storage/database.ts';
import type { Derivations } from '../storage/rebuild.ts';

export interface ImportDeps {
  readonly database: Database;
  readonly derivations: Derivations;
  readonly reader: DocumentReader;
  /** The matcher over all names held; built when first asked and again after `namesChanged`. */
  matcher(): Promise<AliasMatcher>;
  namesChanged(): void;
}
