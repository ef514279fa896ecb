import { expect, it } from 'vitest';
import { toLaunchError } from '../../../../scripts/browser/to-launch-error.ts';

const SENTENCE =
  'The browser /opt/chrome did not start. Name another one with SLUICE_BROWSER=/path/to/chrome.';

it('keeps the last words of the browser, and how it ended', () => {
  const says = ['1', '2', '3', '4', '5'].map((word) => `[pid=7][err] ${word}`);
  const report = [
    'browserType.launchPersistentContext: Target page, context or browser has been closed',
    `<launching> /opt/chrome ${'--switch '.repeat(200)}`,
    '<launched> pid=7',
    ...says,
    'Call log:',
    ...says.map((line) => `\u001b[2m  - ${line}\u001b[22m`),
    '\u001b[2m  - [pid=7] <will force kill>\u001b[22m',
    '\u001b[2m  - [pid=7] <process did exit: exitCode=127, signal=null>\u001b[22m',
  ].join('\n');
  expect(toLaunchError('/opt/chrome', new Error(report)).message.split('\n')).toEqual([
    SENTENCE,
    ...says.slice(1).map((line) => `  ${line}`),
    '  [pid=7] <process did exit: exitCode=127, signal=null>',
  ]);
});

it('cuts long lines, and tells what Playwright says where the browser says nothing', () => {
  const [sentence, words, ...rest] = toLaunchError('/opt/chrome', 'x'.repeat(5_000)).message.split('\n');
  expect([sentence, rest]).toEqual([SENTENCE, []]);
  expect(words?.length).toBeLessThan(250);
});
