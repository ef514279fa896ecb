import { isDeepStrictEqual } from 'node:util';
import * as v from 'valibot';
import { CALLBACK_HEADER, CALLBACK_NAME, CALLBACK_PARAMS, type CalledScan } from '../facts/create-facts.ts';
import { requireThat } from '../require-that.ts';
import type { Requirement } from '../requirement.ts';
import { type Callback, callbackSchema } from '../schemas/callback-schema.ts';

export const callbackRequirements: readonly Requirement[] = [
  {
    id: 'callback.arrives',
    source: 'doc',
    words: 'When a scan is done, JSON is posted to `callback_url`.',
    async check({ facts }) {
      const { method, headers } = (await facts.called()).request;
      requireThat(method === 'POST', `The method is ${method}.`);
      const type = headers['content-type'] ?? '';
      requireThat(/^application\/json\b/i.test(type), `The content type is “${type}”.`);
    },
  },
  {
    id: 'callback.headers',
    source: 'doc',
    words: 'The callback carries the `callback_headers`.',
    async check({ facts }) {
      const { headers } = (await facts.called()).request;
      const value = headers[CALLBACK_HEADER.name.toLowerCase()];
      requireThat(value === CALLBACK_HEADER.value, `${CALLBACK_HEADER.name} came as ${value}.`);
    },
  },
  {
    id: 'callback.body',
    source: 'doc',
    words: 'Its body holds `scan_id`, `name`, `type`, `path`, `verdict`, `evidence[]` and `params`.',
    check: async ({ facts }) => void toBody(await facts.called()),
  },
  {
    id: 'callback.scan-id',
    source: 'doc',
    words: 'Its `scan_id` is the one that the submission answered.',
    async check({ facts }) {
      const called = await facts.called();
      const { scan_id } = toBody(called);
      requireThat(
        String(scan_id) === String(called.submitted.scan_id),
        `${called.submitted.scan_id} was answered, and ${scan_id} called back.`,
      );
    },
  },
  {
    id: 'callback.name',
    source: 'doc',
    words: 'Its `name` is the one that was submitted, and its `type` is `File`.',
    async check({ facts }) {
      const { name, type } = toBody(await facts.called());
      requireThat(name === CALLBACK_NAME && type === 'File', `They are ${name} and ${type}.`);
    },
  },
  {
    id: 'callback.params',
    source: 'doc',
    words: 'Its `params` are the `callback_params` as they were sent.',
    async check({ facts }) {
      const { params } = toBody(await facts.called());
      requireThat(isDeepStrictEqual(params, CALLBACK_PARAMS), `They are ${JSON.stringify(params)}.`);
    },
  },
  {
    id: 'callback.malicious',
    source: 'doc',
    words: 'Its `verdict` is MAL for EICAR, with evidence whose keys are `Name`, `Data`, `Description`.',
    async check({ facts }) {
      const { verdict, evidence } = toBody(await facts.called());
      requireThat(verdict === 'MAL', `The verdict is ${verdict}.`);
      requireThat(evidence.length > 0, 'There is no evidence.');
    },
  },
  {
    id: 'callback.clean',
    source: 'doc',
    words: 'Its `verdict` is CLN for a harmless file.',
    async check({ facts }) {
      const { verdict } = toBody(await facts.calledForHarmless());
      requireThat(verdict === 'CLN', `The verdict is ${verdict}.`);
    },
  },
  {
    id: 'callback.when-done',
    source: 'doc',
    words: 'By the time of the callback the scan is done.',
    async check({ facts, scans }) {
      const scan = await scans.find((await facts.called()).submitted.scan_id);
      requireThat(Boolean(scan?.finished_at), `Its finished_at is ${scan?.finished_at}.`);
    },
  },
];

/** @throws Error that names the key that is missing or wrong */
function toBody({ request }: Pick<CalledScan, 'request'>): Callback {
  const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), callbackSchema), request.body);
  if (parsed.success) return parsed.output;
  const [first] = parsed.issues;
  throw new Error(
    `${v.getDotPath(first) ?? 'the body'}: ${first.message} The body was ${request.body.slice(0, 300)}`,
  );
}
