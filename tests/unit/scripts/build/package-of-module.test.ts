import { describe, expect, it } from 'vitest';
import { packageOfModule } from '../../../../scripts/build/package-of-module.ts';

describe('packageOfModule', () => {
  it.each([
    ['/home/me/sluice/node_modules/preact/dist/preact.mjs', 'node_modules/preact'],
    ['C:\\sluice\\node_modules\\ky\\distribution\\index.js', 'node_modules/ky'],
    ['/s/node_modules/@stablelib/sha256/lib/sha256.js?v=1', 'node_modules/@stablelib/sha256'],
    ['/s/node_modules/a/node_modules/@b/c/d.js', 'node_modules/a/node_modules/@b/c'],
    ['\0/s/node_modules/idb/build/index.js?commonjs-module', 'node_modules/idb'],
    ['\0vite/preload-helper.js', 'node_modules/vite'],
    ['\0rolldown/runtime.js', 'node_modules/rolldown'],
    ['virtual:wxt-background-entrypoint?/s/entrypoints/background/index.ts', 'node_modules/wxt'],
  ])('%j comes from %s', (id, folder) => expect(packageOfModule(id)).toBe(folder));

  it.each(['/s/lib/core/scan.ts', '/s/entrypoints/popup/main.tsx', '\0sluice:browser-api'])(
    '%j is our own',
    (id) => expect(packageOfModule(id)).toBeUndefined(),
  );

  it('refuses code that somebody else has made, nobody knows who', () => {
    expect(() => packageOfModule('\0mystery')).toThrow('Nobody knows whose code');
  });
});
