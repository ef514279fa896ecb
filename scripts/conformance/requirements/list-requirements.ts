import type { Run } from '../create-run.ts';
import { requireThat } from '../require-that.ts';
import type { Requirement } from '../requirement.ts';
import { listSchema, type ScanPage } from '../schemas/list-schema.ts';
import { parseAnswer } from '../schemas/parse-answer.ts';
import { isScan } from '../service/create-scans.ts';
import type { Fields } from '../service/create-service.ts';
import { SCANS } from '../service/paths.ts';

export const listRequirements: readonly Requirement[] = [
  {
    id: 'list.shape',
    source: 'doc',
    words: 'The list has `count`, `page_result_count`, `next`, `has_more` and `results[]`.',
    check: async ({ service }) => void parseAnswer(listSchema, await service.get(SCANS)),
  },
  {
    id: 'list.holds',
    source: 'doc',
    words: 'A submitted scan is in the list.',
    async check({ facts, scans }) {
      const { scan_id } = (await facts.harmless()).submitted;
      requireThat(await scans.holds({ origin: 'api' }, scan_id), `Scan ${scan_id} is not there.`);
    },
  },
  {
    id: 'list.counts',
    source: 'doc',
    words: '`page_result_count` is the number of results of the page, and `count` is no less.',
    async check(run) {
      const { count, page_result_count, results } = await firstPage(run, {});
      requireThat(
        page_result_count === results.length,
        `${page_result_count} for ${results.length} results.`,
      );
      requireThat(count >= results.length, `count is ${count} for ${results.length} results.`);
    },
  },
  {
    id: 'list.origin',
    source: 'doc',
    words: '`origin` leaves only the scans of that origin.',
    async check(run) {
      const { scan_id } = (await run.facts.harmless()).submitted;
      const { results } = await firstPage(run, { origin: 'api' });
      const strange = results.find(({ origin }) => origin !== 'api');
      requireThat(strange === undefined, `origin=api holds a scan of ${strange?.origin}.`);
      requireThat(
        !(await run.scans.holds({ origin: 'email' }, scan_id)),
        'origin=email holds a scan of the API.',
      );
    },
  },
  {
    id: 'list.verdict',
    source: 'doc',
    words: '`verbose_verdict` leaves only the scans that ended so.',
    async check(run) {
      const harmless = (await run.facts.harmless()).submitted.scan_id;
      const eicar = (await run.facts.eicar()).submitted.scan_id;
      for (const [code, ours, other] of [
        ['CLN', harmless, eicar],
        ['MAL', eicar, harmless],
      ] as const) {
        requireThat(await run.scans.holds({ verbose_verdict: code }, ours), `${code} lacks scan ${ours}.`);
        const { results } = await firstPage(run, { verbose_verdict: code });
        const strange = results.find((scan) => scan.verbose_verdict !== code || isScan(scan, other));
        requireThat(strange === undefined, `${code} holds a scan that ended as ${strange?.verbose_verdict}.`);
      }
    },
  },
  {
    id: 'list.start-inclusive',
    source: 'doc',
    words: '`start` is in 10-digit epoch seconds, and a scan of that very second is in the list.',
    async check({ facts }) {
      const { id, latestStart, possible } = await facts.seconds();
      requireThat(
        latestStart !== undefined && possible.includes(latestStart),
        `Scan ${id} is of ${possible.join(' or ')}, and the latest start that holds it is ${latestStart}.`,
      );
    },
  },
  {
    id: 'list.end-inclusive',
    source: 'doc',
    words: '`end` is in 10-digit epoch seconds, and a scan of that very second is in the list.',
    async check({ facts }) {
      const { id, earliestEnd, latestStart, possible } = await facts.seconds();
      requireThat(
        earliestEnd !== undefined && possible.includes(earliestEnd),
        `Scan ${id} is of ${possible.join(' or ')}, and the earliest end that holds it is ${earliestEnd}.`,
      );
      requireThat(
        earliestEnd === latestStart,
        `start=${latestStart} and end=${earliestEnd} hold it, and no second is both.`,
      );
    },
  },
  {
    id: 'list.organization',
    source: 'doc',
    words: '`organization_id` is a filter that the server knows.',
    async check({ service }) {
      const { status } = await service.get(`${SCANS}?organization_id=1`);
      requireThat([200, 401, 403, 404].includes(status), `The answer was ${status}.`);
    },
  },
  {
    id: 'list.bad-query',
    source: 'guess',
    words: 'Times, cursors and verdicts that are none do not break the server.',
    async check({ service }) {
      for (const query of ['start=x', 'end=1', 'start=1&start=2', 'verbose_verdict=XXX', '_cursor=x']) {
        const { status } = await service.get(`${SCANS}?${query}`);
        requireThat(status < 500, `${query}: the answer was ${status}.`);
      }
    },
  },
];

async function firstPage({ service }: Run, query: Fields): Promise<ScanPage> {
  return parseAnswer(listSchema, await service.get(`${SCANS}?${new URLSearchParams(query)}`));
}
