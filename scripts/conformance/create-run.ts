import { randomUUID } from 'node:crypto';
import type { FilePart } from '../http/to-multipart.ts';
import { createFacts, type Facts } from './facts/create-facts.ts';
import { lazy } from './lazy.ts';
import type { ConformanceOptions } from './parse-options.ts';
import { type Receiver, startReceiver } from './receiver/start-receiver.ts';
import { makeEicar } from './samples/make-eicar.ts';
import { makePdf } from './samples/make-pdf.ts';
import { createScans, type Scans } from './service/create-scans.ts';
import { createService, type Service } from './service/create-service.ts';
import { SCANS } from './service/paths.ts';
import { Skipped } from './skipped.ts';

const REQUEST_TIMEOUT_MS = 30_000;

/** What the requirements are tested with. */
export type Run = {
  options: ConformanceOptions;
  service: Service;
  scans: Scans;
  /** Our own address for the server to call. @throws Skipped where it may not, or cannot */
  receiver: () => Promise<Receiver>;
  /** Scans that several requirements look at, each made once. */
  facts: Facts;
  /** Fresh files, which no server has seen before. */
  harmlessPdf: () => FilePart;
  eicar: () => FilePart;
  close: () => Promise<void>;
};

export function createRun(options: ConformanceOptions): Run {
  const service = createService({ url: options.url, token: options.token, timeoutMs: REQUEST_TIMEOUT_MS });
  const scans = createScans(service, options.timeoutMs);
  let started: Receiver | undefined;
  const receiver = lazy(async () => {
    started = await openReceiver(options, service);
    return started;
  });
  const files = {
    harmlessPdf: () => ({ name: 'harmless.pdf', bytes: makePdf(`Harmless ${randomUUID()}`) }),
    eicar: () => ({ name: 'eicar.com', bytes: makeEicar() }),
  };
  const facts = createFacts({ options, scans, receiver, ...files });
  return { options, service, scans, receiver, facts, ...files, close: async () => started?.close() };
}

async function openReceiver(options: ConformanceOptions, service: Service): Promise<Receiver> {
  const { isLocal, allowCallbacks, callbackHost, timeoutMs } = options;
  if (!allowCallbacks) {
    throw new Skipped('The server would have to reach this machine: --allow-callbacks [--callback-host H]');
  }
  // The address by which we reach the server is the best guess at the one by which it reaches us.
  const seenAs = (await service.get(SCANS)).localAddress;
  const given = callbackHost === null ? null : new URL(`http://${callbackHost}`);
  return startReceiver({
    listenHost: isLocal && given === null ? seenAs : '0.0.0.0',
    port: Number(given?.port ?? 0),
    publicHost: given?.hostname.replace(/^\[|\]$/g, '') ?? seenAs,
    timeoutMs,
  });
}
