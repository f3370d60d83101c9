/** The machine that figures were taken on. */
import { availableParallelism, cpus, totalmem } from 'node:os';

export function machineLine(): string {
  const model = cpus()[0]?.model.trim() ?? 'unknown processor';
  const memory = Math.round(totalmem() / 1024 ** 3);
  return `${model}, ${availableParallelism()} cores, ${memory} GiB, Node ${process.versions.node}, ${process.platform} ${process.arch}`;
}
