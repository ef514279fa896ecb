import { createHash } from 'node:crypto';
import type { Run } from '../create-run.ts';
import { requireNotClean } from '../require-not-clean.ts';
import { requireRefusal } from '../require-refusal.ts';
import { requireThat } from '../require-that.ts';
import type { Requirement } from '../requirement.ts';
import { parseAnswer } from '../schemas/parse-answer.ts';
import { submitAnswerSchema } from '../schemas/submit-answer-schema.ts';
import type { Fields } from '../service/create-service.ts';
import { FILES } from '../service/paths.ts';
import { Skipped } from '../skipped.ts';

const SOURCES = ['data', 'path', 'download_link'];
/** A host that exists nowhere: what is refused is never fetched. */
const LINK = { download_link: 'http://files.invalid/file.pdf' };
const PATH = { path: 'sample.doc' };

export const sourceRequirements: readonly Requirement[] = [
  {
    id: 'source.none',
    source: 'doc',
    words: 'None of `data`, `path` and `download_link` gets a 400 that names one of them.',
    async check({ service }) {
      requireRefusal(await service.postForm(FILES, { name: 'a.pdf' }), SOURCES, 'urlencoded');
      requireRefusal(await service.postMultipart(FILES, { name: 'a.pdf' }, null), SOURCES, 'multipart');
    },
  },
  {
    id: 'source.data-and-link',
    source: 'doc',
    words: '`data` and `download_link` together get a 400 that names one of them.',
    check: (run) => requireTwoRefused(run, LINK, true),
  },
  {
    id: 'source.data-and-path',
    source: 'doc',
    words: '`data` and `path` together get a 400 that names one of them.',
    check: (run) => requireTwoRefused(run, PATH, true),
  },
  {
    id: 'source.path-and-link',
    source: 'doc',
    words: '`path` and `download_link` together get a 400 that names one of them.',
    check: (run) => requireTwoRefused(run, { ...PATH, ...LINK }, false),
  },
  {
    id: 'source.link',
    source: 'doc',
    words: '`download_link`, urlencoded, is fetched and what is behind it is scanned.',
    async check({ receiver, scans, eicar }) {
      const { name, bytes } = eicar();
      const file = (await receiver()).openFile(name, bytes);
      const { scan_id } = await scans.submitForm({ download_link: file.url });
      const scan = await scans.untilDone(scan_id);
      requireThat(scan.verbose_verdict === 'MAL', `EICAR ended as ${scan.verbose_verdict}.`);
      const sha256 = createHash('sha256').update(bytes).digest('hex');
      requireThat(scan.sample?.sha256 === sha256, `The sample's sha256 is ${scan.sample?.sha256}.`);
    },
  },
  {
    id: 'source.link-multipart',
    source: 'seen',
    words: '`download_link` is accepted in a multipart body as well.',
    async check({ receiver, service, scans, harmlessPdf }) {
      const { name, bytes } = harmlessPdf();
      const file = (await receiver()).openFile(name, bytes);
      const answer = await service.postMultipart(FILES, { download_link: file.url }, null);
      await scans.untilDone(parseAnswer(submitAnswerSchema, answer).scan_id);
      requireThat(file.seen.length > 0, 'The link was not fetched.');
    },
  },
  {
    id: 'source.dead-link',
    source: 'guess',
    words: 'A link that answers 404 never ends clean.',
    async check(run) {
      const { missing } = await run.receiver();
      const { scan_id } = await run.scans.submitForm({ download_link: missing });
      await requireNotClean(run, scan_id, 'A link that answers 404');
    },
  },
  {
    id: 'source.path',
    source: 'doc',
    words: '`path` alone reads from the default storage.',
    async check(run) {
      const { defaultPath } = run.options;
      if (defaultPath === null) throw new Skipped('It takes a file in the default storage: --path P');
      await requireRead(run, { path: defaultPath });
    },
  },
  {
    id: 'source.path-and-storage',
    source: 'doc',
    words: '`path` with `storage` reads from that storage.',
    async check(run) {
      const { stored } = run.options;
      if (stored === null) throw new Skipped('It takes a storage and a file in it: --storage NAME --path P');
      await requireRead(run, stored);
    },
  },
  {
    id: 'source.no-such-path',
    source: 'guess',
    words: 'A path that is not there, or leads out of its storage, is refused or never ends clean.',
    async check(run) {
      for (const path of ['no/such/file-4f1c.doc', '../../../../etc/passwd', '/etc/passwd']) {
        await requireUnread(run, { path });
      }
    },
  },
  {
    id: 'source.no-such-storage',
    source: 'guess',
    words: 'A storage that does not exist is refused or never ends clean.',
    check: (run) => requireUnread(run, { ...PATH, storage: 'no-such-storage-4f1c' }),
  },
];

async function requireTwoRefused({ service, harmlessPdf }: Run, fields: Fields, hasFile: boolean) {
  const file = hasFile ? harmlessPdf() : null;
  requireRefusal(
    await service.postMultipart(FILES, fields, file),
    SOURCES,
    Object.keys(fields).join(' and '),
  );
}

async function requireRead({ scans }: Run, fields: Fields): Promise<void> {
  const { scan_id } = await scans.submitForm(fields);
  const scan = await scans.untilDone(scan_id);
  requireThat(Boolean(scan.verbose_verdict), `It ended without a verdict: ${JSON.stringify(scan.evidence)}`);
  requireThat(/^[\da-f]{64}$/.test(scan.sample?.sha256 ?? ''), 'The scan has no sample with a sha256.');
}

async function requireUnread(run: Run, fields: Fields): Promise<void> {
  const answer = await run.service.postForm(FILES, fields);
  const what = JSON.stringify(fields);
  requireThat(answer.status < 500, `${what}: the answer was ${answer.status}.`);
  if (answer.status >= 300) return;
  await requireNotClean(run, parseAnswer(submitAnswerSchema, answer).scan_id, what);
}
