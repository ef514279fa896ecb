import { isDeepStrictEqual } from 'node:util';
import * as v from 'valibot';
import { CALLBACK_PARAMS } from '../facts/create-facts.ts';
import { requireRefusal } from '../require-refusal.ts';
import { requireThat } from '../require-that.ts';
import type { Requirement } from '../requirement.ts';
import { callbackSchema } from '../schemas/callback-schema.ts';
import { URLS } from '../service/paths.ts';

export const pageRequirements: readonly Requirement[] = [
  {
    id: 'page.accepted',
    source: 'doc',
    words:
      '`POST /api/v1/urls/` takes `path`, `user_agent_string` and `user_location`, and answers a `scan_id`.',
    check: async ({ facts }) => void (await facts.page()),
  },
  {
    id: 'page.params-echoed',
    source: 'doc',
    words: 'It answers the `callback_params` as they were sent.',
    async check({ facts }) {
      const { callback_params } = (await facts.page()).submitted;
      requireThat(
        isDeepStrictEqual(callback_params, CALLBACK_PARAMS),
        `They came back as ${JSON.stringify(callback_params)}.`,
      );
    },
  },
  {
    id: 'page.fetched',
    source: 'guess',
    words: 'The page is fetched, with `user_agent_string` as its User-Agent.',
    async check({ facts }) {
      const { headers } = await (await facts.page()).page.first();
      requireThat(headers['user-agent'] === 'Conformance/1.0', `It is ${headers['user-agent']}.`);
    },
  },
  {
    id: 'page.verdict',
    source: 'doc',
    words: 'The scan of a harmless page ends as CLN.',
    async check({ facts, scans }) {
      const { verbose_verdict } = await scans.untilDone((await facts.page()).submitted.scan_id);
      requireThat(verbose_verdict === 'CLN', `It ended as ${verbose_verdict}.`);
    },
  },
  {
    id: 'page.callback',
    source: 'doc',
    words: 'Its callback has the `type` `URL` and the address as `path`.',
    async check({ facts }) {
      const { request, page } = await facts.page();
      const { type, path } = v.parse(v.pipe(v.string(), v.parseJson(), callbackSchema), request.body);
      requireThat(type === 'URL' && path === page.url, `They are ${type} and ${path}.`);
    },
  },
  {
    id: 'page.none',
    source: 'guess',
    words: 'Without `path` the answer is a 400 that names it.',
    check: async ({ service }) =>
      requireRefusal(await service.postForm(URLS, { user_location: 'DE' }), ['path'], 'no path'),
  },
];
