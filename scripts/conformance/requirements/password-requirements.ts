import { randomUUID } from 'node:crypto';
import type { FilePart } from '../../http/to-multipart.ts';
import type { Run } from '../create-run.ts';
import { requireNotClean } from '../require-not-clean.ts';
import { requireThat } from '../require-that.ts';
import type { Requirement } from '../requirement.ts';
import { makeEncryptedZip } from '../samples/make-encrypted-zip.ts';

const PASSWORD = 'infected';

export const passwordRequirements: readonly Requirement[] = [
  {
    id: 'password.right',
    source: 'doc',
    words: 'An encrypted zip of EICAR with its `file_password` ends as MAL.',
    check: (run) => requireVerdict(run, run.eicar(), 'MAL'),
  },
  {
    id: 'password.right-harmless',
    source: 'doc',
    words: 'An encrypted zip of a harmless file with its `file_password` ends as CLN.',
    check: (run) => requireVerdict(run, run.harmlessPdf(), 'CLN'),
  },
  {
    id: 'password.wrong',
    source: 'guess',
    words: 'An encrypted zip with a wrong `file_password` never ends clean.',
    async check(run) {
      const zip = await encrypt(run.harmlessPdf());
      const { scan_id } = await run.scans.submitFile(zip, { file_password: `not-${randomUUID()}` });
      await requireNotClean(run, scan_id, 'A wrong password');
    },
  },
  {
    id: 'password.missing',
    source: 'guess',
    words: 'An encrypted zip without `file_password` never ends clean.',
    async check(run) {
      const { scan_id } = await run.scans.submitFile(await encrypt(run.harmlessPdf()));
      await requireNotClean(run, scan_id, 'No password');
    },
  },
  {
    id: 'password.needless',
    source: 'guess',
    words: '`file_password` for a file that is not encrypted is accepted and changes nothing.',
    async check({ scans, harmlessPdf }) {
      const { scan_id } = await scans.submitFile(harmlessPdf(), { file_password: PASSWORD });
      const { verbose_verdict } = await scans.untilDone(scan_id);
      requireThat(verbose_verdict === 'CLN', `A harmless file ended as ${verbose_verdict}.`);
    },
  },
];

async function requireVerdict({ scans }: Run, member: FilePart, expected: string): Promise<void> {
  const { scan_id } = await scans.submitFile(await encrypt(member), { file_password: PASSWORD });
  const { verbose_verdict, evidence } = await scans.untilDone(scan_id);
  requireThat(
    verbose_verdict === expected,
    `Expected ${expected}, and it ended as ${verbose_verdict}: ${JSON.stringify(evidence)}`,
  );
}

async function encrypt(member: FilePart): Promise<FilePart> {
  return { name: 'encrypted.zip', bytes: await makeEncryptedZip(member, PASSWORD) };
}
