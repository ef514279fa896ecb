import * as v from 'valibot';
import browser from 'webextension-polyfill';
import type { HeldDownload } from '../../../lib/platform/hold-gate.ts';
import { createKeepAlive } from '../../../lib/platform/keep-alive.ts';
import { createRequestGate } from '../../../lib/platform/request-gate.ts';
import type { GateFacts } from './gate-facts.ts';

/** The real gate with nothing behind it: a test reads what is held, and decides. */
const Order = v.object({ act: v.picklist(['list', 'go', 'stop']), address: v.optional(v.string(), '') });

const held: HeldDownload[] = [];
const created: { url: string; path: string }[] = [];

createRequestGate({ keepAlive: createKeepAlive(), now: Date.now }).onHeld((download) => {
  held.push(download);
});
browser.downloads.onCreated.addListener(({ url, filename }) => {
  created.push({ url, path: filename });
});
browser.runtime.onMessage.addListener((message: unknown) => obey(v.parse(Order, message)));

async function obey({ act, address }: v.InferOutput<typeof Order>): Promise<GateFacts> {
  const download = held.find(({ addresses }) => addresses.at(-1) === address);
  if (act === 'go') download?.go();
  if (act === 'stop') await download?.stop();
  // What is left over of a held download is functions, which no message carries.
  return { now: Date.now(), held: held.map(({ go: _go, stop: _stop, ...facts }) => facts), created };
}
