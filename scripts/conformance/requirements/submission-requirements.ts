import { isDeepStrictEqual } from 'node:util';
import { CALLBACK_PARAMS } from '../facts/create-facts.ts';
import { requireRefusal } from '../require-refusal.ts';
import { requireThat } from '../require-that.ts';
import type { Requirement } from '../requirement.ts';
import type { Service } from '../service/create-service.ts';
import { FILES } from '../service/paths.ts';

/** The first is what Python's requests makes of a nested dict: only its key. */
const NO_JSON_OBJECTS = ['key1', '[1]', '"text"', '1', 'true', 'null', '{"a":1', "{'a': 1}"];

export const submissionRequirements: readonly Requirement[] = [
  {
    id: 'submit.multipart',
    source: 'doc',
    words: '`multipart/form-data` with a file as `data` is accepted.',
    check: async ({ facts }) => void (await facts.harmless()),
  },
  {
    id: 'submit.scan-id',
    source: 'doc',
    words: 'The answer holds `scan_id`, an integer, and each submission gets another one.',
    async check({ facts }) {
      const [one, other] = [await facts.harmless(), await facts.eicar()];
      requireThat(one.submitted.scan_id !== other.submitted.scan_id, 'Two submissions got the same scan_id.');
    },
  },
  {
    id: 'submit.name',
    source: 'doc',
    words: '`name` is accepted, with letters beyond ASCII too.',
    check: async ({ scans, harmlessPdf }) =>
      void (await scans.submitFile(harmlessPdf(), { name: 'Übung “1” – 試験.pdf' })),
  },
  {
    id: 'submit.params-echoed',
    source: 'doc',
    words: '`callback_params` come back in the answer as they were sent.',
    async check({ scans, harmlessPdf }) {
      const params = JSON.stringify(CALLBACK_PARAMS);
      const { callback_params } = await scans.submitFile(harmlessPdf(), { callback_params: params });
      requireThat(
        isDeepStrictEqual(callback_params, CALLBACK_PARAMS),
        `Sent ${params}, and ${JSON.stringify(callback_params)} came back.`,
      );
    },
  },
  {
    id: 'submit.params-absent',
    source: 'doc',
    words: 'Without `callback_params` the answer has none.',
    async check({ facts }) {
      const { callback_params } = (await facts.harmless()).submitted;
      requireThat(
        Object.keys(callback_params ?? {}).length === 0,
        `The answer holds ${JSON.stringify(callback_params)}.`,
      );
    },
  },
  {
    id: 'submit.params-not-json',
    source: 'seen',
    words: '`callback_params` that are not a JSON object get a 400 that names them.',
    check: ({ service }) => requireJsonRefused(service, 'callback_params'),
  },
  {
    id: 'submit.headers-not-json',
    source: 'seen',
    words: '`callback_headers` that are not a JSON object get a 400 that names them.',
    check: ({ service }) => requireJsonRefused(service, 'callback_headers'),
  },
  {
    id: 'submit.extra-fields',
    source: 'seen',
    words: '`original_file_path` and `sub_origin`, which real callers send, are accepted.',
    check: async ({ scans, harmlessPdf }) =>
      void (await scans.submitFile(harmlessPdf(), {
        original_file_path: 'C:\\Users\\me\\harmless.pdf',
        sub_origin: 'conformance',
      })),
  },
  {
    id: 'submit.unknown-fields',
    source: 'guess',
    words: 'Fields that nobody knows are accepted.',
    check: async ({ scans, harmlessPdf }) =>
      void (await scans.submitFile(harmlessPdf(), { some_future_field: '1' })),
  },
  {
    id: 'submit.no-slash',
    source: 'guess',
    words: 'Without the closing slash an address answers, points to the one with it, or is not found.',
    async check({ service }) {
      const { status, text } = await service.get('/api/v1/scans/list');
      requireThat(status < 500 && status !== 400, `The answer was ${status} ${text.slice(0, 200)}`);
    },
  },
  {
    id: 'submit.json-body',
    source: 'guess',
    words: 'A JSON body, which is not documented, does not break the server.',
    async check({ service }) {
      for (const body of ['{"path":"sample.doc"}', '{', '']) {
        const { status } = await service.post(FILES, 'application/json', Buffer.from(body));
        requireThat(status < 500, `The answer to ${body} was ${status}.`);
      }
    },
  },
];

async function requireJsonRefused(service: Service, field: string): Promise<void> {
  const file = { name: 'never-scanned.txt', bytes: Buffer.from('never scanned') };
  for (const value of NO_JSON_OBJECTS) {
    const fields = { callback_url: 'http://callback.invalid/', [field]: value };
    requireRefusal(await service.postMultipart(FILES, fields, file), [field], `${field}=${value}`);
  }
}
