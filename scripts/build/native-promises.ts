import type { Plugin } from 'vite';

/**
 * Leaves the polyfill out of Chromium's build: in Manifest V3 its functions return promises by themselves, and listeners
 * of messages answer without one (runtime-messages.ts).
 */
export function nativePromises(): Plugin {
  const NATIVE = '\0sluice:chromium-api';
  return {
    name: 'sluice:native-promises',
    enforce: 'pre',
    resolveId: (id) => (id === 'webextension-polyfill' ? NATIVE : undefined),
    load: (id) => (id === NATIVE ? 'export default globalThis.chrome;' : undefined),
  };
}
