import { createHash } from 'node:crypto';
import { requireThat } from '../require-that.ts';
import type { Requirement } from '../requirement.ts';
import { VERDICTS } from '../schemas/scan-schema.ts';

/** What a scan that is done says of what was submitted. */
export const resultRequirements: readonly Requirement[] = [
  {
    id: 'detail.codes',
    source: 'doc',
    words: '`verbose_verdict` is one of MAL, BLK, SPM, SUS and CLN.',
    async check({ facts }) {
      for (const { scan } of [await facts.harmless(), await facts.eicar()]) {
        requireThat(
          VERDICTS.some((code) => code === scan.verbose_verdict),
          `It is ${scan.verbose_verdict}.`,
        );
      }
    },
  },
  {
    id: 'detail.clean',
    source: 'doc',
    words: 'A harmless PDF ends as CLN.',
    async check({ facts }) {
      const { verbose_verdict } = (await facts.harmless()).scan;
      requireThat(verbose_verdict === 'CLN', `It ended as ${verbose_verdict}.`);
    },
  },
  {
    id: 'detail.malicious',
    source: 'doc',
    words: 'The EICAR test file ends as MAL, and evidence says why.',
    async check({ facts }) {
      const { verbose_verdict, evidence } = (await facts.eicar()).scan;
      requireThat(verbose_verdict === 'MAL', `It ended as ${verbose_verdict}.`);
      requireThat((evidence?.length ?? 0) > 0, 'There is no evidence.');
    },
  },
  {
    id: 'detail.sample',
    source: 'seen',
    words: '`sample` holds the sha1, the sha256 and the size of the bytes that were sent.',
    async check({ facts }) {
      const { file, scan } = await facts.harmless();
      const expected = [
        createHash('sha1').update(file.bytes).digest('hex'),
        createHash('sha256').update(file.bytes).digest('hex'),
        file.bytes.length,
      ].join(' ');
      const { sha1, sha256, file_size } = scan.sample ?? {};
      const found = [sha1?.toLowerCase(), sha256?.toLowerCase(), file_size].join(' ');
      requireThat(found === expected, `Expected ${expected}, and it is ${found}.`);
    },
  },
  {
    id: 'detail.origin',
    source: 'doc',
    words: '`origin` is `api` for a scan of this API.',
    async check({ facts }) {
      const { origin } = (await facts.harmless()).scan;
      requireThat(origin === 'api', `It is ${origin}.`);
    },
  },
];
