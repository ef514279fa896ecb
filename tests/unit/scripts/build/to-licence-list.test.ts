import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { ShippedPackage } from '../../../../scripts/build/read-package.ts';
import { toLicenceList } from '../../../../scripts/build/to-licence-list.ts';

const OURS = readFileSync(new URL('../../../../LICENSE', import.meta.url), 'utf8');
const WORDS = 'Permission is hereby granted, free of charge,';

function aPackage(changes: Partial<ShippedPackage> = {}): ShippedPackage {
  const text = OURS.replace(/Copyright .*/, 'Copyright (c) 2020 Ada');
  return { name: 'ada', version: '1.0.0', license: 'MIT', text, ...changes };
}

describe('toLicenceList', () => {
  it("has MIT's words once, and a line for each whose they are", () => {
    const list = toLicenceList(OURS, [aPackage({ name: 'zoe' }), aPackage()]);
    expect(list.split('\n').slice(0, 3)).toEqual([
      'Sluice: Copyright (c) 2026 The Sluice contributors',
      'ada 1.0.0: Copyright (c) 2020 Ada',
      'zoe 1.0.0: Copyright (c) 2020 Ada',
    ]);
    expect(list.split(WORDS)).toHaveLength(2);
  });

  it('has another licence in full, once for all who use those words', () => {
    const text = 'ISC License\nCopyright (c) 2016 Jake\n\nPermission to use';
    const isc = { license: 'ISC', text };
    const list = toLicenceList(OURS, [aPackage({ name: 'one', ...isc }), aPackage({ name: 'two', ...isc })]);
    expect(list).toContain(`---\n\none 1.0.0 (ISC)\ntwo 1.0.0 (ISC)\n\n${text}\n`);
  });

  it('takes only the words of the package itself, not those of what it was built from', () => {
    const list = toLicenceList(OURS, [
      aPackage({ text: `${aPackage().text}\n# Licenses of bundled dependencies\nGPL` }),
    ]);
    expect(list).not.toContain('GPL');
  });

  it("names the author where a package under MIT's brings no text", () => {
    const { text: _text, ...bare } = aPackage({ author: 'Bea' });
    expect(toLicenceList(OURS, [bare])).toContain('ada 1.0.0: Copyright (c) Bea\n');
  });

  it.each([
    [
      { ...aPackage(), license: 'GPL-3.0-only' },
      'ada is under GPL-3.0-only, which is not allowed in the extension.',
    ],
    [{ name: 'ada', version: '1.0.0', license: 'ISC' }, 'ada brings no text of its licence.'],
    [{ name: 'ada', version: '1.0.0', license: 'MIT' }, 'ada brings no text of its licence.'],
  ])('refuses %j', (found, words) => expect(() => toLicenceList(OURS, [found])).toThrow(words));
});
