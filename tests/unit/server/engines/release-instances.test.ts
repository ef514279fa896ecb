import { initSync } from '@virustotal/yara-x';
import { expect, it } from 'vitest';
import { readRuleSet } from '../../../../server/engines/rule-set.ts';
import { createYaraEngine } from '../../../../server/engines/yara-engine.ts';
import { makeEicar } from '../../../../server/samples/make-eicar.ts';

it('files of the same and of other names leave nothing behind that adds up, and are scanned all the same', () => {
  const engine = createYaraEngine(readRuleSet([]));
  // Gives back what has been started already, whatever it is given.
  const { __wbindgen_externrefs: table } = initSync(new Uint8Array());
  const count = (): number =>
    Array.from({ length: table.length }, (_, slot): unknown => table.get(slot)).filter(
      (value) => value instanceof WebAssembly.Instance,
    ).length;
  const sizes = [0, 1].map((round) => {
    for (let number = 0; number < 300; number += 1)
      engine.scan(Buffer.from('text'), `${round}-${number >> 3}.txt`, null);
    return { instances: count(), slots: table.length };
  });
  expect(sizes[1]).toEqual(sizes[0]);
  expect(count()).toBeLessThan(300);
  expect(engine.scan(makeEicar(), 'x', null)).toMatchObject([{ rule: 'EICAR_Test_File' }]);
});
