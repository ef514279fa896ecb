import type { FastifyBaseLogger } from 'fastify';
import type { AddressGuard } from '../network/address-guard.ts';
import type { CallbackStore } from '../storage/callback-store.ts';
import type { ScanStore } from '../storage/scan-store.ts';
import type { CallbackLimits } from './callback-limits.ts';
import { type CallbackQueue, createCallbackQueue } from './callback-queue.ts';
import { postCallback } from './post-callback.ts';
import { toCallbackBody } from './to-callback-body.ts';
import { toCallbackHeaders } from './to-callback-headers.ts';

export type CallbacksDeps = {
  store: CallbackStore;
  scans: ScanStore;
  limits: CallbackLimits;
  /** Signs every callback; null signs none. */
  secret: string | null;
  /** Says where callbacks may go. */
  guard: AddressGuard;
  now: () => number;
  log: FastifyBaseLogger;
};

/** The queue of callbacks over real connections and timers. */
export function createCallbacks({
  store,
  scans,
  limits,
  secret,
  guard,
  now,
  log,
}: CallbacksDeps): CallbackQueue {
  return createCallbackQueue({
    store,
    limits,
    now,
    log,
    random: Math.random,
    schedule: (run, ms) => {
      const timer = setTimeout(run, ms);
      return () => clearTimeout(timer);
    },
    send: async ({ scan_id, url, headers }, stop) => {
      const scan = await scans.findByNumber(scan_id);
      if (scan === null) throw new Error(`scan ${scan_id} is not in the store`);
      const body = JSON.stringify(toCallbackBody(scan));
      const all = toCallbackHeaders(headers, body, secret, now());
      return postCallback({ url, headers: all, body, timeoutMs: limits.timeoutMs }, guard, stop);
    },
  });
}
