/**
 * What would be read from one file, without a store: `orrery extract FILE`.
 *
 * Names known are those of the starter knowledge. Offsets are UTF-16 code units into `document.text`.
 */
import { createDocumentReader } from '../documents/read-document.ts';
import { extractDocument } from '../extraction/extract-document.ts';
import { buildAliasMatcher } from '../extraction/prose/alias-matcher.ts';
import type { Extraction } from '../model/evidence/extraction.ts';
import { retrievePaths } from '../sources/local-files.ts';
import { inputFailure, sentence } from './input-failure.ts';
import { starterNames } from './starter-names.ts';
import { UseCaseError } from './use-cases.ts';

export interface ExtractReport extends Extraction {
  readonly document: {
    readonly path: string;
    readonly title: string | null;
    readonly publisher: string | null;
    readonly publishedAt: string | null;
    readonly language: string | null;
    readonly text: string;
  };
}

const MOST_DOCUMENT_BYTES = 64 * 1024 * 1024;

export async function extractFile(
  path: string,
  options: { signal?: AbortSignal | undefined } = {},
): Promise<ExtractReport> {
  for await (const retrieved of retrievePaths([path])) {
    options.signal?.throwIfAborted();
    if (!retrieved.ok)
      throw new UseCaseError('invalid', sentence(retrieved.reason), {
        place: retrieved.location,
        hint: retrieved.hint,
      });
    const reader = createDocumentReader();
    try {
      const names = starterNames();
      const parsed = await reader.read(await retrieved.item.read(MOST_DOCUMENT_BYTES), { name: retrieved.item.name });
      const extraction = extractDocument(
        {
          text: parsed.text,
          ...(parsed.language === undefined ? {} : { language: parsed.language }),
          ...(parsed.publishedAt === undefined ? {} : { publishedAt: parsed.publishedAt }),
          ...(parsed.publisher === undefined ? {} : { publisher: parsed.publisher }),
        },
        buildAliasMatcher(await names),
      );
      return {
        document: {
          path,
          title: parsed.title ?? null,
          publisher: parsed.publisher ?? null,
          publishedAt: parsed.publishedAt ?? null,
          language: parsed.language ?? null,
          text: parsed.text,
        },
        ...extraction,
      };
    } catch (error) {
      const failure = inputFailure(error, { path, name: retrieved.item.name });
      if (failure)
        throw new UseCaseError('invalid', failure.reason, {
          place: failure.place,
          hint: failure.hint,
          cause: error,
        });
      throw error;
    } finally {
      await reader.close();
    }
  }
  throw new UseCaseError('not-found', `${path} holds no file to read.`, {
    place: path,
    hint: 'Name one file; folders are read by orrery import.',
  });
}
