import type { Run } from '../create-run.ts';
import { requireThat } from '../require-that.ts';
import type { Requirement } from '../requirement.ts';
import { errorSchema } from '../schemas/error-schema.ts';
import { parseAnswer } from '../schemas/parse-answer.ts';
import { FILES, SCANS, URLS } from '../service/paths.ts';

/** They look at every answer of the run, and so come last. */
export const errorRequirements: readonly Requirement[] = [
  {
    id: 'errors.shape',
    source: 'seen',
    words: 'Every refusal in this run was JSON: `detail`, or fields with what is wrong with each.',
    async check(run) {
      await provoke(run);
      for (const answer of run.service.answers) {
        const isRefusal = answer.status >= 400 && answer.status < 500;
        if (isRefusal) requireReadable(answer.what, () => parseAnswer(errorSchema, answer));
      }
    },
  },
  {
    id: 'errors.none-of-5xx',
    source: 'guess',
    words: 'No answer in this run was a 5xx.',
    async check(run) {
      await provoke(run);
      const broken = run.service.answers.filter(({ status }) => status >= 500);
      const words = broken.map(({ what, status, text }) => `${what}: ${status} ${text.slice(0, 100)}`);
      requireThat(broken.length === 0, words.slice(0, 5).join('; '));
    },
  },
];

/** Requests that a careless server breaks on. */
async function provoke({ service }: Run): Promise<void> {
  for (const path of [FILES, URLS]) {
    await service.post(path, 'multipart/form-data; boundary=x', Buffer.from('no such boundary'));
    await service.post(path, 'multipart/form-data', Buffer.from('--x--'));
    await service.post(path, 'application/x-www-form-urlencoded', Buffer.from('path=%ff%00&path=a&=&&%'));
    await service.post(path, 'text/plain', Buffer.from('hello'));
  }
  for (const id of ['0', '-1', '%00', '99999999999999999999', "1' OR 1=1", '%F0%9F']) {
    await service.get(`${SCANS}${encodeURI(id).replaceAll('%25', '%')}/`);
  }
}

function requireReadable(what: string, read: () => unknown): void {
  try {
    read();
  } catch (error) {
    throw new Error(`${what}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
}
