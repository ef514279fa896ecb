import type { FilePart } from '../../http/to-multipart.ts';
import { lazy } from '../lazy.ts';
import type { ConformanceOptions } from '../parse-options.ts';
import type { Receiver, SeenRequest } from '../receiver/start-receiver.ts';
import type { Scan } from '../schemas/scan-schema.ts';
import type { Scans, Submitted } from '../service/create-scans.ts';
import { findSeconds } from './find-seconds.ts';
import { walkList } from './walk-list.ts';

export type FactsDeps = {
  options: ConformanceOptions;
  scans: Scans;
  receiver: () => Promise<Receiver>;
  harmlessPdf: () => FilePart;
  eicar: () => FilePart;
};

export type DoneScan = { file: FilePart; submitted: Submitted; scan: Scan };

/** A scan with a callback, and what came of it. */
export type CalledScan = { submitted: Submitted; request: SeenRequest };

export type Facts = ReturnType<typeof createFacts>;

/** What callers send along; an object with an object, so that a server has to keep it as it is. */
export const CALLBACK_PARAMS = { key1: 'value1', key2: { nested: [1, true, null, 'ü'] } };
export const CALLBACK_HEADER = { name: 'X-Conformance', value: 'Bearer some-secret-42' };
export const CALLBACK_NAME = 'my_file.doc';

export function createFacts(deps: FactsDeps) {
  const { scans, receiver, harmlessPdf, eicar } = deps;

  async function scan(file: FilePart): Promise<DoneScan> {
    const submitted = await scans.submitFile(file);
    return { file, submitted, scan: await scans.untilDone(submitted.scan_id) };
  }

  async function call(submit: (fields: Record<string, string>) => Promise<Submitted>): Promise<CalledScan> {
    const mailbox = (await receiver()).openCallback();
    const submitted = await submit({
      callback_url: mailbox.url,
      callback_params: JSON.stringify(CALLBACK_PARAMS),
      callback_headers: JSON.stringify({ [CALLBACK_HEADER.name]: CALLBACK_HEADER.value }),
    });
    return { submitted, request: await mailbox.first() };
  }

  return {
    harmless: lazy(() => scan(harmlessPdf())),
    eicar: lazy(() => scan(eicar())),
    /** EICAR with everything that concerns a callback. */
    called: lazy(() => call((fields) => scans.submitFile(eicar(), { name: CALLBACK_NAME, ...fields }))),
    calledForHarmless: lazy(() => call((fields) => scans.submitFile(harmlessPdf(), fields))),
    /** A harmless web page of ours, with a callback. */
    page: lazy(async () => {
      const html = Buffer.from('<!doctype html><title>Harmless</title><p>Nothing to see.</p>');
      const page = (await receiver()).openFile('page.html', html, { type: 'text/html' });
      const extra = { path: page.url, user_agent_string: 'Conformance/1.0', user_location: 'DE' };
      const called = await call((fields) => scans.submitPage({ ...extra, ...fields }));
      return { ...called, page, html };
    }),
    seconds: lazy(() => findSeconds(deps)),
    walk: lazy(() => walkList(deps)),
  };
}
