/**
 * Holds text until it may be handed out: in memory while it is small, in a file that no one else can open when it is not.
 *
 * A release is on record before its first byte leaves, and a failure on the way leaves nothing half-sent; a slow reader holds no transaction open.
 */
import { createHash } from 'node:crypto';
import { type FileHandle, mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const MEMORY_BYTES = 8 * 1024 * 1024;
const READ_BYTES = 256 * 1024;

export class Spool {
  readonly #hash = createHash('sha256');
  #held: Buffer[] = [];
  #heldBytes = 0;
  #file: FileHandle | undefined;

  async write(text: string): Promise<void> {
    const bytes = Buffer.from(text, 'utf8');
    this.#hash.update(bytes);
    this.#held.push(bytes);
    this.#heldBytes += bytes.length;
    if (this.#heldBytes >= MEMORY_BYTES) await this.#spill();
  }

  /** SHA-256 of all that was written; ends the writing. */
  digest(): string {
    return this.#hash.digest('hex');
  }

  /** What was written, once. */
  async *chunks(): AsyncIterable<string> {
    // A piece may end inside a character; the decoder keeps the rest for the next.
    const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
    try {
      if (this.#file) {
        const buffer = Buffer.alloc(READ_BYTES);
        for (let at = 0; ; ) {
          const { bytesRead } = await this.#file.read(buffer, 0, buffer.length, at);
          if (bytesRead === 0) break;
          at += bytesRead;
          yield decoder.decode(buffer.subarray(0, bytesRead), { stream: true });
        }
      }
      for (const bytes of this.#held) yield decoder.decode(bytes, { stream: true });
      this.#held = [];
    } finally {
      await this.discard();
    }
  }

  async discard(): Promise<void> {
    this.#held = [];
    const file = this.#file;
    this.#file = undefined;
    await file?.close();
  }

  async #spill(): Promise<void> {
    this.#file ??= await openNameless();
    for (const bytes of this.#held) await this.#file.write(bytes);
    this.#held = [];
    this.#heldBytes = 0;
  }
}

/** A file that goes when it is closed, whatever happens to this process. */
async function openNameless(): Promise<FileHandle> {
  const folder = await mkdtemp(join(tmpdir(), 'orrery-export-'));
  try {
    return await open(join(folder, 'spool'), 'wx+', 0o600);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
