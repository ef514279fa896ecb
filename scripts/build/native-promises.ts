import type { Plugin } from 'vite';

/**
 * Leaves the polyfill out of the builds, whose name the code imports the browser's interface by: in Manifest V3 the
 * functions of every browser return promises, and listeners of messages answer without one (runtime-messages.ts).
 */
export function nativePromises(): Plugin {
  const NATIVE = '\0sluice:browser-api';
  return {
    name: 'sluice:native-promises',
    enforce: 'pre',
    resolveId: (id) => (id === 'webextension-polyfill' ? NATIVE : undefined),
    load: (id) => (id === NATIVE ? 'export default globalThis.browser ?? globalThis.chrome;' : undefined),
  };
}
