import { describe, expect, it } from 'vitest';
import { toFailureLines } from '../../../../scripts/test/to-failure-lines.ts';

describe('toFailureLines', () => {
  it('indents the message under the name, without the folder of the checkout', () => {
    const failure = {
      name: '/home/me/sluice/a.test.ts: adds',
      message: 'not 3\n\n  at /home/me/sluice/a.ts:1',
    };
    expect(toFailureLines(failure, '/home/me/sluice/')).toEqual([
      '  a.test.ts: adds',
      '      not 3',
      '        at a.ts:1',
    ]);
  });

  it('says how much of a long message is left out', () => {
    const message = Array.from({ length: 50 }, (_, index) => `line ${index}`).join('\n');
    const lines = toFailureLines({ name: 'a', message }, '/');
    expect(lines).toHaveLength(42);
    expect(lines.at(-1)).toBe('      … 10 lines more where the test ran');
  });

  it('cuts long lines, and has the name alone where there is no message', () => {
    expect(toFailureLines({ name: 'a', message: 'x'.repeat(500) }, '/')[1]).toHaveLength(406);
    expect(toFailureLines({ name: 'a', message: '' }, '/')).toEqual(['  a']);
  });
});
