import { describe, expect, it } from 'vitest';
import { copyServer, type Patch } from './copy-server.ts';
import { runConformance } from './run-conformance.ts';
import { startService } from './start-service.ts';

type Break = Patch & {
  what: string;
  /** The requirements that have to fail, and others beside them that have to pass all the same. */
  failing: string[];
  passing: string[];
};

const BREAKS: Break[] = [
  {
    what: 'finished_at stands from the beginning',
    find: /finished_at: record\.finished_at === null \? null : new Date\(record\.finished_at\)/,
    replace: 'finished_at: new Date(record.finished_at ?? record.created_at)',
    failing: ['detail.running'],
    passing: ['detail.integer'],
  },
  {
    what: 'what is malicious is called clean',
    find: /verbose_verdict: record\.verdict,/,
    replace: "verbose_verdict: record.verdict === 'MAL' ? 'CLN' : record.verdict,",
    failing: ['detail.malicious', 'source.link'],
    passing: ['detail.clean', 'detail.shape'],
  },
  {
    what: 'what could not be scanned is called clean',
    find: /verbose_verdict: record\.verdict,/,
    replace: "verbose_verdict: record.verdict ?? (record.finished_at === null ? null : 'CLN'),",
    failing: ['password.missing', 'password.wrong', 'source.dead-link'],
    passing: ['detail.clean', 'detail.malicious', 'detail.running'],
  },
  {
    what: 'callback_params are not repeated',
    find: /\{ callback_params: [\w.]*callbackParams \}/,
    replace: '{}',
    failing: ['submit.params-echoed'],
    passing: ['submit.params-absent', 'callback.params'],
  },
  {
    what: 'lists pass for JSON objects',
    find: /(?<=\(value\) => typeof value === 'object' && value !== null) && !Array\.isArray\(value\)/,
    replace: '',
    failing: ['submit.params-not-json'],
    passing: ['submit.params-echoed', 'submit.headers-not-json'],
  },
  {
    what: 'the scheme of the token is compared with case',
    find: /\/\^token \+\(\\S\+\) \*\$\/i/,
    replace: '/^Token +(\\S+) *$/',
    failing: ['auth.scheme-case'],
    passing: ['auth.token', 'auth.missing'],
  },
  {
    what: 'any token will do',
    find: /if \(expected !== null && timingSafeEqual\(digest, expected\)\) return CONFIGURED;/,
    replace: 'if (expected !== null) return CONFIGURED;',
    failing: ['auth.wrong', 'auth.other-scheme'],
    passing: ['auth.token', 'auth.missing', 'auth.scheme-case'],
  },
  {
    what: 'end is exclusive',
    find: /\(end \+ 1\) \* 1_000/,
    replace: 'end * 1_000',
    failing: ['list.end-inclusive'],
    passing: ['list.start-inclusive', 'list.holds'],
  },
  {
    what: 'each page begins with the last row of the one before',
    find: /'created_at <', filter\.before/,
    replace: "'created_at <=', filter.before",
    failing: ['list.no-repeats'],
    passing: ['list.no-gaps', 'list.cursor'],
  },
  {
    what: 'a row is lost between two pages',
    find: /const last = page\.at\(-1\);/,
    replace: 'const last = records.at(-1);',
    failing: ['list.no-gaps'],
    passing: ['list.no-repeats', 'list.cursor'],
  },
  {
    what: 'two sources are accepted',
    find: /\.filter\(Boolean\)\.length !== 1/,
    replace: '.filter(Boolean).length === 0',
    failing: ['source.data-and-link', 'source.data-and-path', 'source.path-and-link'],
    passing: ['source.none'],
  },
  {
    what: 'sha256 is another hash',
    find: /const sha256 = createHash\('sha256'\);/,
    replace: "const sha256 = createHash('sha512-256');",
    failing: ['detail.sample', 'source.link'],
    passing: ['detail.shape', 'detail.malicious'],
  },
  {
    what: 'the callback comes without params',
    find: /params: record\.callback_params \?\? \{\}/,
    replace: 'params: {}',
    failing: ['callback.params'],
    passing: ['callback.body', 'callback.scan-id', 'callback.headers'],
  },
  {
    what: 'files of a gigabyte are taken',
    find: /const FILES_API_MAX_BYTES = 500_000_000;/,
    replace: 'const FILES_API_MAX_BYTES = 1_000_000_000;',
    failing: ['limit.announced'],
    passing: ['submit.multipart'],
  },
  {
    what: 'a scan that nobody knows is a fault of the server',
    find: /if \(record === null\) throw new RequestError\(404, \{ detail: 'Not found\.' \}\);/,
    replace: "if (record === null) throw new Error('not found');",
    failing: ['detail.unknown', 'errors.none-of-5xx'],
    passing: ['detail.integer'],
  },
];

describe('a copy of the scanner, in which', () => {
  it.each(BREAKS)('$what, is caught', { timeout: 300_000 }, async ({ failing, passing, ...patch }) => {
    const service = await startService([], await copyServer(patch));
    const run = await runConformance(service, ['--only', [...failing, ...passing].join()]);
    expect(run, run.output).toMatchObject({ code: 1, skipped: [] });
    expect(run.failed.sort(), run.output).toEqual(failing.sort());
    expect(run.passed.sort(), run.output).toEqual(passing.sort());
  });
});
