import { readFileSync } from 'node:fs';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { Lockfile } from '../../../../scripts/package/lockfile.ts';
import { findSupplyFaults } from '../../../../scripts/supply-chain/find-supply-faults.ts';

const read = (name: string): unknown =>
  JSON.parse(readFileSync(new URL(`../../../../${name}`, import.meta.url), 'utf8'));

const SOUND = { version: '1.0.0', license: 'MIT', integrity: 'sha512-AAAA' };

function faultsOf(changes: object, approved = {}): string[] {
  const packages = { '': {}, 'node_modules/ky': { ...SOUND, ...changes } };
  return findSupplyFaults(v.parse(Lockfile, { lockfileVersion: 3, packages }), approved);
}

describe('findSupplyFaults', () => {
  it('finds none in what we use', () => {
    const { allowScripts } = v.parse(
      v.object({ allowScripts: v.record(v.string(), v.boolean()) }),
      read('package.json'),
    );
    expect(findSupplyFaults(v.parse(Lockfile, read('package-lock.json')), allowScripts)).toEqual([]);
  });

  it.each([
    [{}, []],
    [
      { hasInstallScript: true },
      ['ky has an install script that package.json does not approve ("allowScripts").'],
    ],
    [
      { license: 'AGPL-3.0-only' },
      ['ky is under AGPL-3.0-only, which is not allowed: see scripts/supply-chain/licence-rules.ts.'],
    ],
    [
      { license: undefined },
      [
        'ky is under no licence that it names, which is not allowed: see scripts/supply-chain/licence-rules.ts.',
      ],
    ],
    [{ license: 'MIT OR GPL-3.0-only' }, []],
    [
      { license: '(MIT AND GPL-3.0-only)' },
      [
        'ky is under (MIT AND GPL-3.0-only), which is not allowed: see scripts/supply-chain/licence-rules.ts.',
      ],
    ],
    [{ integrity: 'sha1-AAAA' }, ['ky has no SHA-512 in the lockfile: install it anew from the registry.']],
    [{ integrity: undefined }, ['ky has no SHA-512 in the lockfile: install it anew from the registry.']],
    [
      { resolved: 'git+ssh://git@host/ky.git#1' },
      ['ky does not come from the registry, but from git+ssh://git@host/ky.git#1.'],
    ],
    [{ link: true }, ['ky does not come from the registry, but from a folder.']],
  ])('of %j says %j', (changes, faults) => expect(faultsOf(changes)).toEqual(faults));

  it('takes an install script that is approved by name', () => {
    expect(faultsOf({ hasInstallScript: true }, { ky: true })).toEqual([]);
    expect(faultsOf({ hasInstallScript: true }, { ky: false })).toHaveLength(1);
    expect(faultsOf({ hasInstallScript: true, optional: true }, { ky: false })).toEqual([]);
    expect(faultsOf({ hasInstallScript: true, optional: true })).toHaveLength(1);
  });
});
