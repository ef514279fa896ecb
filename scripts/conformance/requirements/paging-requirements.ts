import { requireThat } from '../require-that.ts';
import type { Requirement } from '../requirement.ts';

/** What holds for the pages of the list together. */
export const pagingRequirements: readonly Requirement[] = [
  {
    id: 'list.cursor',
    source: 'doc',
    words: 'Where `has_more` is true, `next` is an address that holds `_cursor=<ISO time>`.',
    async check({ facts }) {
      for (const { next, has_more } of (await facts.walk()).pages) {
        if (!has_more) continue;
        const cursor = URL.parse(next ?? '', 'http://any.invalid')?.searchParams.get('_cursor');
        requireThat(/^\d{4}-\d\d-\d\dT/.test(cursor ?? ''), `next is ${next}.`);
        requireThat(!Number.isNaN(Date.parse(cursor ?? '')), `The cursor is no time: ${cursor}.`);
      }
    },
  },
  {
    id: 'list.no-repeats',
    source: 'doc',
    words: 'No page repeats a scan of another one, also while scans are added.',
    async check({ facts }) {
      const { repeated } = await facts.walk();
      requireThat(repeated.length === 0, `Repeated: ${repeated.slice(0, 3).join(', ')}.`);
    },
  },
  {
    id: 'list.no-gaps',
    source: 'doc',
    words: 'The pages together hold every scan, also while scans are added.',
    async check({ facts }) {
      const { missed } = await facts.walk();
      requireThat(missed.length === 0, `Left out: ${missed.slice(0, 10).join(', ')}.`);
    },
  },
];
