import { expect, it } from 'vitest';
import { createRandom } from '../../../../scripts/fuzz/create-random.ts';
import { findFaults } from '../../../../scripts/fuzz/find-faults.ts';
import { listFormats } from '../../../../scripts/fuzz/list-formats.ts';
import { mutate } from '../../../../scripts/fuzz/mutate.ts';
import { DEFAULT_CONFIG } from '../../../../server/config.ts';
import { readRuleSet } from '../../../../server/engines/rule-set.ts';
import { scanSample } from '../../../../server/engines/scan-sample.ts';
import { toOutcome, toUnscannedOutcome } from '../../../../server/engines/to-outcome.ts';
import { createYaraEngine } from '../../../../server/engines/yara-engine.ts';

/** One of each format: `npm run fuzz` tries hundreds. */
it('a broken file of any format ends with a verdict or with evidence', async () => {
  const engine = createYaraEngine(readRuleSet([]));
  const random = createRandom(1);
  const faults: string[] = [];
  for (const { name, seeds } of listFormats()) {
    const { make, password } = random.pick(seeds);
    const bytes = mutate(await make(), await random.pick(seeds).make(), random);
    const report = await scanSample({ bytes, name: 'sample', password }, engine, DEFAULT_CONFIG.unpack);
    faults.push(...findFaults(toOutcome([report], Date.now())).map((fault) => `${name}: ${fault}`));
  }
  expect(faults).toEqual([]);
});

it('a verdict without a reason is a fault, and so is none without one', () => {
  const unscanned = toUnscannedOutcome('corrupt_archive', 'It is damaged.', {}, 0);
  expect(findFaults(unscanned)).toEqual([]);
  expect(findFaults({ ...unscanned, evidence: [] })).toEqual(['null without evidence']);
  expect(findFaults({ ...unscanned, verdict: 'SUS' })).toEqual(['SUS without evidence']);
  expect(findFaults({ ...unscanned, verdict: 'CLN' })).toEqual(['clean in spite of its evidence']);
});

it('the same seed breaks a file in the same way, another in another', () => {
  const bytes = Buffer.from('some bytes that are to be broken'.repeat(9));
  const breakIt = (seed: number): Buffer => mutate(bytes, bytes, createRandom(seed));
  expect(breakIt(1)).toEqual(breakIt(1));
  expect(breakIt(1)).not.toEqual(breakIt(2));
});
