import type { Plugin } from 'vite';

/** Modules of ky for what Sluice never asks it for, and what stands in for each. */
const UNUSED = [
  // When a request is repeated is decided by `lib/core/poll-schedule.ts`: ky is told to repeat none.
  [
    '/core/retry-timing.js',
    'export const getRetryTimingHeader = () => {}; export const calculateRetryTimingDelay = () => {};',
  ],
  // Progress is told by `lib/api/send-with-progress.ts`.
  [
    '/utils/body.js',
    'export const streamRequest = (request) => request; export const streamResponse = (response) => response;',
  ],
] as const;

/**
 * Leaves out of ky what can't be reached with `retry: 0` and without its progress handlers: 1.3 kB in each bundle that
 * speaks to a server. Fails the build where those modules have become others.
 */
export function noRepeatedRequests(): Plugin {
  return {
    name: 'sluice:no-repeated-requests',
    transform(code, id) {
      const inKy = id.replaceAll('\\', '/').split('/ky/distribution')[1];
      const [, instead] = UNUSED.find(([path]) => path === inKy) ?? [];
      if (instead === undefined) return undefined;
      for (const [, name = ''] of instead.matchAll(/export const (\w+)/g))
        if (!code.includes(`export const ${name} `))
          throw new Error(`${id} has no ${name}: see noRepeatedRequests.`);
      return { code: instead, map: null };
    },
  };
}
