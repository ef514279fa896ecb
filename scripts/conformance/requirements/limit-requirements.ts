import { repeatBytes } from '../../http/repeat-bytes.ts';
import type { HttpAnswer } from '../../http/send-request.ts';
import { toMultipartFrame } from '../../http/to-multipart.ts';
import type { Run } from '../create-run.ts';
import { requireThat } from '../require-that.ts';
import type { Requirement } from '../requirement.ts';
import { parseAnswer } from '../schemas/parse-answer.ts';
import { submitAnswerSchema } from '../schemas/submit-answer-schema.ts';
import { FILES } from '../service/paths.ts';
import { Skipped } from '../skipped.ts';

/** 500 MB, read as 500 * 10^6 bytes. */
const LIMIT = 500_000_000;
/** An announcement so far over the limit that no boundary explains it. */
const ANNOUNCED = 600_000_000;
/** What a server that answers before it has read the body needs of it at most. */
const FIRST_BYTES = 1_000_000;
const ANNOUNCE_TIMEOUT_MS = 10_000;
const UPLOAD_TIMEOUT_MS = 600_000;

export const limitRequirements: readonly Requirement[] = [
  {
    id: 'limit.announced',
    source: 'doc',
    words: 'A body that announces more than 500 MB is refused with 413 or 400.',
    async check(run) {
      // What comes is the head and the first million bytes: refusing must not take the rest.
      const answer = await upload(run, FIRST_BYTES, { length: ANNOUNCED, timeoutMs: ANNOUNCE_TIMEOUT_MS });
      requireTooLarge(answer);
    },
  },
  {
    id: 'limit.streamed',
    source: 'doc',
    words: 'A file of 500,000,001 bytes whose size is not announced is refused with 413 or 400.',
    async check(run) {
      requireLarge(run);
      requireTooLarge(await upload(run, LIMIT + 1, { timeoutMs: UPLOAD_TIMEOUT_MS }));
    },
  },
  {
    id: 'limit.largest',
    source: 'doc',
    words: 'A file of 500,000,000 bytes is accepted.',
    async check(run) {
      requireLarge(run);
      const answer = await upload(run, LIMIT, { timeoutMs: UPLOAD_TIMEOUT_MS });
      parseAnswer(submitAnswerSchema, answer);
    },
  },
];

function requireLarge({ options }: Run): void {
  if (options.skipLarge) throw new Skipped('It takes a body of 500 MB, and --skip-large was given');
}

function upload(
  { service }: Run,
  count: number,
  { length, timeoutMs }: { length?: number; timeoutMs: number },
): Promise<HttpAnswer> {
  const { contentType, head, tail } = toMultipartFrame('large.bin');
  async function* body(): AsyncGenerator<Uint8Array> {
    yield head;
    yield* repeatBytes(count);
    // Of an announced body the rest never comes, and it stays open for the answer.
    if (length === undefined) yield tail;
    else await new Promise((resolve) => setTimeout(resolve, timeoutMs).unref());
  }
  const announced = length === undefined ? {} : { 'content-length': String(length) };
  const headers = { 'content-type': contentType, ...announced };
  return service.send('POST', FILES, { headers, body: body(), timeoutMs });
}

function requireTooLarge({ status, text }: HttpAnswer): void {
  requireThat([400, 413].includes(status), `The answer was ${status} ${text.slice(0, 200)}`);
}
