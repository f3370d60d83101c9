/**
 * The thread in which documents are parsed: answers each request with a document or with why there is none.
 *
 * Invariant: one answer per request; it holds no state between requests but the parsers it has loaded.
 */
import { parentPort } from 'node:worker_threads';
import { type ParseFailure, type ParseReply, type ParseRequest, runParseTask } from './parse-task.ts';
import { UnreadableDocumentError } from './unreadable-document.ts';

if (parentPort === null)
  throw new Error('parser-worker runs as a worker thread: start it through createThreadedParser');
const port = parentPort;

port.on('message', (request: ParseRequest) => {
  void answer(request).then((reply) => port.postMessage(reply));
});

async function answer({ id, task }: ParseRequest): Promise<ParseReply> {
  try {
    return { id, document: await runParseTask(task) };
  } catch (error) {
    return { id, failure: failureOf(error, task.name) };
  }
}

function failureOf(error: unknown, name: string): ParseFailure {
  if (error instanceof UnreadableDocumentError) {
    const { reason, what, place, hint } = error;
    return { reason, what, place, hint };
  }
  const what = error instanceof Error ? error.message : String(error);
  return {
    reason: 'damaged',
    what: /call stack/i.test(what) ? 'its parts are nested too deeply to be read' : `the parser gave up: ${what}`,
    place: name,
    hint: 'Open it in the program it was made for and save it anew, or as plain text.',
  };
}
