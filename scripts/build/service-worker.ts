import type { Plugin } from 'vite';

/** Leaves out of Chromium's background what a service worker has not: WXT builds it alone, as a library. */
export function serviceWorker(): Plugin {
  return {
    name: 'sluice:service-worker',
    config: ({ build }) =>
      build?.lib ? { define: { 'globalThis.XMLHttpRequest': 'undefined' } } : undefined,
  };
}
