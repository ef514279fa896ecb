import { setTimeout as pause } from 'node:timers/promises';
import type * as v from 'valibot';
import type { HttpAnswer } from '../../http/send-request.ts';
import type { FilePart } from '../../http/to-multipart.ts';
import { requireThat } from '../require-that.ts';
import { listSchema, type ScanPage } from '../schemas/list-schema.ts';
import { parseAnswer } from '../schemas/parse-answer.ts';
import { type Scan, scanSchema } from '../schemas/scan-schema.ts';
import { submitAnswerSchema } from '../schemas/submit-answer-schema.ts';
import type { Fields, Service } from './create-service.ts';
import { FILES, SCANS, URLS } from './paths.ts';

/** Pages of the list that are read at most. */
const MAX_PAGES = 40;
const FIRST_POLL_MS = 20;
const LONGEST_POLL_MS = 3_000;

export type Submitted = v.InferOutput<typeof submitAnswerSchema>;

export type Scans = ReturnType<typeof createScans>;

/** The API as a caller uses it: submit, wait for the end, read the list. Throws where the server does not play along. */
export function createScans(service: Service, timeoutMs: number) {
  const submitFile = async (file: FilePart, fields: Fields = {}): Promise<Submitted> =>
    toSubmitted(await service.postMultipart(FILES, fields, file));

  const submitForm = async (fields: Fields): Promise<Submitted> =>
    toSubmitted(await service.postForm(FILES, fields));

  const submitPage = async (fields: Fields): Promise<Submitted> =>
    toSubmitted(await service.postForm(URLS, fields));

  /** By its number, else by the list: nothing shows that the number is taken as an id. Null where it is in neither. */
  async function find(id: number): Promise<Scan | null> {
    const answer = await service.get(`${SCANS}${id}/`);
    if (answer.status === 200) return parseAnswer(scanSchema, answer);
    for await (const page of pages(new URLSearchParams({ origin: 'api' }))) {
      const found = page.results.find((scan) => isScan(scan, id));
      if (found !== undefined) return found;
    }
    return null;
  }

  async function untilDone(id: number): Promise<Scan> {
    const deadline = Date.now() + timeoutMs;
    for (let delay = FIRST_POLL_MS; ; delay = Math.min(delay * 1.5, LONGEST_POLL_MS)) {
      const scan = await find(id);
      if (scan?.finished_at) return scan;
      requireThat(
        Date.now() < deadline,
        `Scan ${id} had not finished after ${timeoutMs / 1_000} s: ${JSON.stringify(scan)}`,
      );
      await pause(delay);
    }
  }

  /** The pages of the list one after the other, until `has_more` is false. */
  async function* pages(query: URLSearchParams): AsyncGenerator<ScanPage> {
    let path = `${SCANS}?${query}`;
    for (let read = 0; read < MAX_PAGES; read += 1) {
      const page = parseAnswer(listSchema, await service.get(path));
      yield page;
      if (!page.has_more) return;
      requireThat(typeof page.next === 'string', 'A page has has_more: true and no next.');
      // Only path and query: the token goes nowhere but to the server under test.
      const next = new URL(page.next, 'http://any.invalid');
      path = next.pathname + next.search;
    }
  }

  /** Whether the list of this query holds the scan, on whatever page. */
  async function holds(query: Fields, id: number): Promise<boolean> {
    for await (const page of pages(new URLSearchParams(query))) {
      if (page.results.some((scan) => isScan(scan, id))) return true;
    }
    return false;
  }

  return { submitFile, submitForm, submitPage, find, untilDone, pages, holds };
}

/** Whether a row is the scan of that number: `id` is the number as text, or a full id that begins with it. */
export function isScan({ id, full_scan_id }: Scan, number: number): boolean {
  return [id, full_scan_id].some((text) => text === String(number) || text.startsWith(`${number}_`));
}

function toSubmitted(answer: HttpAnswer): Submitted {
  requireThat(
    answer.status >= 200 && answer.status < 300,
    `A valid submission was refused: ${answer.status} ${answer.text.slice(0, 300)}`,
  );
  return parseAnswer(submitAnswerSchema, answer);
}
