/** One store with everything that starting its server takes: what the parts of this folder hand each other. */
import type { ClusterLocation } from './cluster-location.ts';
import type { Host } from './host.ts';
import type { NativeBinaries } from './native-binaries.ts';

export interface Cluster {
  readonly host: Host;
  readonly location: ClusterLocation;
  readonly binaries: NativeBinaries;
  /** `name=value`, applied when the server starts; a later one wins. */
  readonly settings: readonly string[];
  /** Progress, a sentence a call. */
  readonly log: (line: string) => void;
}

/** PostgreSQL's own first role, made with the cluster. */
export const SUPERUSER = 'orrery';
