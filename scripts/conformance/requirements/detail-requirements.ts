import type { Run } from '../create-run.ts';
import { requireThat } from '../require-that.ts';
import type { Requirement } from '../requirement.ts';
import { parseAnswer } from '../schemas/parse-answer.ts';
import { doneScanSchema, type Scan, scanSchema } from '../schemas/scan-schema.ts';
import { isScan } from '../service/create-scans.ts';
import { SCANS } from '../service/paths.ts';

const FULL_ID = /^\d+_\d+_[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}_\d{8}$/i;

export const detailRequirements: readonly Requirement[] = [
  {
    id: 'detail.integer',
    source: 'guess',
    words: 'The integer from the submission is accepted as the id of a scan.',
    async check({ facts, service }) {
      const { scan_id } = (await facts.harmless()).submitted;
      const scan = parseAnswer(scanSchema, await service.get(`${SCANS}${scan_id}/`));
      requireThat(isScan(scan, scan_id), `Asked for ${scan_id}, and ${scan.id} came.`);
    },
  },
  {
    id: 'detail.full-id',
    source: 'seen',
    words: '`full_scan_id` is accepted as the id of a scan, and is shaped `94824_1_<uuid>_<yyyymmdd>`.',
    async check({ facts, service }) {
      const { full_scan_id } = (await facts.harmless()).scan;
      requireThat(FULL_ID.test(full_scan_id), `It is ${full_scan_id}.`);
      const scan = parseAnswer(scanSchema, await service.get(`${SCANS}${full_scan_id}/`));
      requireThat(
        scan.full_scan_id === full_scan_id,
        `Asked for ${full_scan_id}, and ${scan.full_scan_id} came.`,
      );
    },
  },
  {
    id: 'detail.unknown',
    source: 'guess',
    words: 'A scan that does not exist gets a 404.',
    async check({ service }) {
      for (const id of ['999999999999', '1_1_00000000-0000-4000-8000-000000000000_20260101']) {
        const { status } = await service.get(`${SCANS}${id}/`);
        requireThat(status === 404, `${id}: the answer was ${status}.`);
      }
    },
  },
  {
    id: 'detail.running',
    source: 'seen',
    words: 'While a scan runs, `finished_at` is null, empty or absent.',
    check: requireRunning,
  },
  {
    id: 'detail.finished-last',
    source: 'seen',
    words: 'A scan with a non-empty `finished_at` has its verdict, and neither changes any more.',
    async check({ scans, eicar }) {
      const { scan_id } = await scans.submitFile(eicar());
      const first = await scans.untilDone(scan_id);
      requireThat(Boolean(first.verbose_verdict), 'finished_at stands, and verbose_verdict does not.');
      const later = await scans.find(scan_id);
      const pick = (scan: Scan | null) => JSON.stringify([scan?.finished_at, scan?.verbose_verdict]);
      requireThat(pick(first) === pick(later), `First ${pick(first)}, then ${pick(later)}.`);
    },
  },
  {
    id: 'detail.shape',
    source: 'seen',
    words: 'A scan that is done has all the fields that are known of one.',
    async check({ facts, service }) {
      for (const done of [await facts.harmless(), await facts.eicar()]) {
        const id = done.scan.full_scan_id;
        parseAnswer(doneScanSchema, await service.get(`${SCANS}${id}/`));
      }
    },
  },
];

/** The server has to fetch from us, and we keep it waiting: as long as we do, the scan cannot be done. */
async function requireRunning({ receiver, scans, eicar }: Run): Promise<void> {
  const { name, bytes } = eicar();
  const file = (await receiver()).openFile(name, bytes, { isHeld: true });
  try {
    const { scan_id } = await scans.submitForm({ download_link: file.url });
    await file.first();
    const running = await scans.find(scan_id);
    requireThat(
      !running?.finished_at,
      `The file had not been sent yet, and finished_at is ${running?.finished_at}.`,
    );
    requireThat(
      !running?.verbose_verdict,
      `The file had not been sent yet, and the verdict is ${running?.verbose_verdict}.`,
    );
    file.release();
    await scans.untilDone(scan_id);
  } finally {
    file.release();
  }
}
