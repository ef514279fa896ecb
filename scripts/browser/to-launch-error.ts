import { stripVTControlCharacters } from 'node:util';

const LINES_KEPT = 5;
const LINE_LENGTH = 200;

/** What a browser says itself, and how it ended: the rest of Playwright's report tells how it was started. */
const BROWSERS_OWN = /^\[pid=\d+\](?:\[(?:err|out)\]| <process did exit)/;

/**
 * A browser that did not start, in words for people: one sentence, then the browser's last words.
 * @param path of the browser
 * @param cause what Playwright reported
 */
export function toLaunchError(path: string, cause: unknown): Error {
  const report = cause instanceof Error ? cause.message : String(cause);
  const lines = stripVTControlCharacters(report)
    .split('\n')
    // Playwright tells all of it twice: as it came, and as a list.
    .map((line) => line.replace(/^[\s-]+/, '').slice(0, LINE_LENGTH));
  const own = [...new Set(lines.filter((line) => BROWSERS_OWN.test(line)))];
  const told = own.length > 0 ? own.slice(-LINES_KEPT) : lines.slice(0, 1);
  const sentence = `The browser ${path} did not start. Name another one with SLUICE_BROWSER=/path/to/chrome.`;
  return new Error([sentence, ...told].join('\n  '), { cause });
}
