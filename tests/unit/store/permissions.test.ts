import { readFileSync } from 'node:fs';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import config from '../../../wxt.config.ts';

const Lists = v.optional(v.array(v.string()), []);
const Manifest = v.object({
  permissions: Lists,
  optional_permissions: Lists,
  host_permissions: Lists,
  optional_host_permissions: Lists,
  browser_specific_settings: v.optional(
    v.object({
      gecko: v.object({
        strict_min_version: v.string(),
        data_collection_permissions: v.object({ required: Lists, optional: Lists }),
      }),
    }),
  ),
});

const read = (path: string) => readFileSync(new URL(`../../../${path}`, import.meta.url), 'utf8');
const manifests = { chrome: await manifestFor('chrome'), firefox: await manifestFor('firefox') };

describe('the permissions', () => {
  it.each(Object.entries(manifests))(
    'of %s each have a reason, and nothing else has',
    (browser, manifest) => {
      const own = browser === 'firefox' ? 'Firefox' : 'Chrome, Edge';
      const asked = [
        ...manifest.permissions,
        ...manifest.optional_permissions,
        ...manifest.host_permissions,
        ...manifest.optional_host_permissions,
      ];
      const explained = rowsOf('store/permissions.md').filter(
        ([, browsers]) => browsers === 'all' || browsers === own,
      );
      expect(explained.map(([name]) => name).toSorted()).toEqual(asked.toSorted());
    },
  );

  it('are each explained in a sentence that fits the form', () => {
    for (const [name, , why = ''] of rowsOf('store/permissions.md')) {
      expect(why, name).toMatch(/\.$/);
      expect(why.length, name).toBeLessThanOrEqual(1_000);
    }
  });
});

describe('the data that Firefox is told of', () => {
  const { gecko } = manifests.firefox.browser_specific_settings ?? {};

  it('are those of the disclosures, and none of them optional', () => {
    const kinds = [...read('store/disclosures.md').matchAll(/^\| [^|]+ \| `(\w+)` /gm)].map(
      ([, kind]) => kind,
    );
    expect(gecko?.data_collection_permissions.required.toSorted()).toEqual(kinds.toSorted());
    expect(gecko?.data_collection_permissions.optional).toEqual([]);
  });

  it('are shown by every Firefox that takes the extension', () => {
    expect(Number.parseInt(gecko?.strict_min_version ?? '', 10)).toBeGreaterThanOrEqual(140);
  });
});

/** The rows of the tables whose first cell is code: name, browsers, why. */
function rowsOf(path: string): string[][] {
  const rows = read(path)
    .split('\n')
    .filter((line) => line.startsWith('| `'));
  return rows.map((row) => {
    const [name = '', ...cells] = row.split('|').slice(1, -1);
    return [name.replaceAll('`', '').trim(), ...cells.map((cell) => cell.trim())];
  });
}

async function manifestFor(browser: string) {
  const { manifest } = config;
  const found =
    typeof manifest === 'function'
      ? await manifest({ browser, manifestVersion: 3, mode: 'production', command: 'build' })
      : manifest;
  return v.parse(Manifest, found);
}
