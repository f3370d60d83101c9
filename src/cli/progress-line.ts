/**
 * One line that tells how far the work is, on a terminal and only there.
 *
 * Invariant: the line is gone before anything else is written, so that answers and progress never mix.
 */
import type { CliIo } from './io.ts';
import { clean, shorten } from './terminal-text.ts';

export interface ProgressLine {
  /** Replaces the line. */
  show(text: string): void;
  clear(): void;
}

export function progressLine(io: CliIo): ProgressLine {
  if (!io.isTerminal.stderr) return { show: () => undefined, clear: () => undefined };
  let shown = false;
  const columns = (io.columns ?? 80) - 1;
  return {
    show(text) {
      shown = true;
      void io.stderr.write(`\r\u001b[K${shorten(clean(text), columns)}`);
    },
    clear() {
      if (shown) void io.stderr.write('\r\u001b[K');
      shown = false;
    },
  };
}

/** "reading 3,400 of 15,886 (21 %)" */
export function stepText(phase: string, done: number, total: number | null | undefined): string {
  if (total === undefined || total === null || total <= 0)
    return done > 0 ? `${phase} ${done.toLocaleString('en')}` : phase;
  return `${phase} ${done.toLocaleString('en')} of ${total.toLocaleString('en')} (${Math.floor((100 * done) / total)} %)`;
}
