import { expect, it } from 'vitest';
import { findManifestFaults } from '../../../../scripts/check/find-manifest-faults.ts';

const LEAST = { permissions: ['downloads', 'storage'], host_permissions: ['http://127.0.0.1/*'] };

it('is content with the least', () => {
  expect(findManifestFaults(LEAST)).toEqual([]);
});

it.each([
  [{ ...LEAST, permissions: ['tabs'] }, 'The permission "tabs" is new.'],
  [{ ...LEAST, host_permissions: ['<all_urls>'] }, 'The host "<all_urls>" is new.'],
  [{ ...LEAST, content_scripts: [{}] }, 'There are content scripts.'],
  [{ ...LEAST, externally_connectable: {} }, 'Pages or other extensions may connect.'],
  [{ ...LEAST, web_accessible_resources: [{}] }, 'Pages can load files of the extension.'],
])('names what is more: %j', (manifest, words) => {
  expect(findManifestFaults(manifest)).toEqual([words]);
});

it('refuses what is no manifest', () => {
  expect(() => findManifestFaults({})).toThrow();
});
