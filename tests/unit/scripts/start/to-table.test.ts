import { expect, it } from 'vitest';
import { type SampleRow, toTable } from '../../../../scripts/start/to-table.ts';

const ROW: SampleRow = {
  sample: 'eicar.com',
  route: 'download',
  verdict: 'malicious',
  expected: 'malicious',
  onDisk: '',
  expectedOnDisk: '',
  seconds: 1.25,
  ok: true,
};

it('has a line for each sample, and says what was expected where it is not that', () => {
  expect(toTable([ROW, { ...ROW, sample: 'a', verdict: 'clean', onDisk: 'a', ok: false }])).toBe(
    [
      'sample     route     verdict    on disk  seconds',
      'eicar.com  download  malicious  -        1.3      ok',
      'a          download  clean      a        1.3      FAILED: expected malicious, nothing on disk',
    ].join('\n'),
  );
});
