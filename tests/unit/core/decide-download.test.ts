import { describe, expect, test } from 'vitest';
import {
  type ConnectionFacts,
  type DownloadFacts,
  decideDownload,
} from '../../../lib/core/decide-download.ts';
import type { DownloadRule } from '../../../lib/core/download-rule.ts';
import { GUARD_MODES, type GuardPolicy } from '../../../lib/core/guard-policy.ts';
import { SILENT_POLICY } from '../../../scripts/browser/silent-policy.ts';
import { aPolicy, someDownloadFacts } from '../../factories/policy-factory.ts';

const OUTSIDE: ConnectionFacts = { server: 'https://scanner.example.org', hasConsent: true };
const INSIDE: ConnectionFacts = { server: 'http://127.0.0.1:8080', hasConsent: true };
const EXE: DownloadRule = { kind: 'ending', ending: 'exe', why: 'No programs.' };
const TRUSTED: DownloadRule = { kind: 'host', host: '*.example.org', why: 'Our own site.' };

type Given = {
  policy?: Partial<GuardPolicy>;
  download?: Partial<DownloadFacts>;
  connection?: Partial<ConnectionFacts>;
};

const decide = ({ policy, download, connection }: Given = {}) =>
  decideDownload(aPolicy(policy), someDownloadFacts(download), { ...OUTSIDE, ...connection });

const LINK = { route: 'link', because: 'plain-link' };

describe('what is none of our business', () => {
  test.each<[Given, string]>([
    [{ policy: { mode: 'off', block: [EXE] } }, 'mode-off'],
    [{ connection: { hasConsent: false }, policy: { block: [EXE] } }, 'no-consent'],
  ])('%j is ignored: %s', (given, because) => {
    expect(decide(given)).toEqual({ do: 'ignore', because });
  });
});

describe('an ordinary download', () => {
  test.each<[Given, 'scan' | 'hold']>([
    [{}, 'hold'],
    [{ policy: { mode: 'warn' } }, 'hold'],
    [{ policy: { holdUntilScanned: false } }, 'scan'],
    [{ policy: SILENT_POLICY }, 'scan'],
    [{ policy: { mode: 'silent', holdUntilScanned: true } }, 'scan'],
    [{ download: { canBeHeld: false } }, 'scan'],
    // Not connected: held all the same, and what can't be finished is the policy's.
    [{ connection: { server: null } }, 'hold'],
  ])('with %j: %s', (given, deed) => {
    expect(decide(given)).toEqual({ do: deed, route: LINK });
  });

  test('goes by its bytes where its last address is no link', () => {
    const addresses = ['https://files.example.org/', 'blob:https://files.example.org/1'];
    expect(decide({ download: { addresses } })).toEqual({
      do: 'hold',
      route: { route: 'bytes', because: 'no-link' },
    });
  });
});

describe('the block list', () => {
  test.each(GUARD_MODES)('in the mode %s', (mode) => {
    const decision = decide({ policy: { mode, block: [EXE] } });
    const expected = {
      off: { do: 'ignore', because: 'mode-off' },
      silent: { do: 'scan', route: LINK, rule: EXE },
      warn: { do: 'ask', because: 'block-rule', rule: EXE },
      block: { do: 'refuse', because: 'block-rule', rule: EXE },
    }[mode];
    expect(decision).toEqual(expected);
  });

  test('wins over the allow list', () => {
    expect(decide({ policy: { block: [EXE], allow: [TRUSTED] } })).toMatchObject({ do: 'refuse' });
  });

  test('looks at every address on the way', () => {
    const block: DownloadRule[] = [{ kind: 'host', host: 'short.example', why: 'No shorteners.' }];
    const addresses = ['https://short.example/1', 'https://files.example.org/a.pdf'];
    expect(decide({ policy: { block }, download: { addresses } })).toMatchObject({
      do: 'refuse',
      rule: block[0],
    });
  });
});

describe('the allow list', () => {
  test('lets pass what the last address, the name or the size allows, and says why', () => {
    expect(decide({ policy: { allow: [TRUSTED] } })).toEqual({
      do: 'pass',
      because: 'allow-rule',
      rule: TRUSTED,
    });
  });

  test('is not fooled by a redirect of a trusted site', () => {
    const addresses = ['https://www.example.org/go?to=evil', 'https://evil.example.net/a.exe'];
    expect(decide({ policy: { allow: [TRUSTED] }, download: { addresses } })).toMatchObject({ do: 'hold' });
  });
});

describe('what no scanner outside may hear of', () => {
  test.each<[Partial<DownloadFacts>, string]>([
    [{ addresses: ['http://intranet/a.exe'] }, 'private-host'],
    [{ addresses: ['http://192.168.0.1/a.exe'] }, 'private-host'],
    [{ addresses: ['https://www.example.org/', 'http://wiki.corp/a.exe'] }, 'private-host'],
    [{ addresses: ['blob:http://intranet/1'] }, 'private-host'],
    [{ addresses: ['data:text/plain,a'], page: 'http://intranet/' }, 'private-host'],
    [{ addresses: ['file:///home/me/a.exe'] }, 'local-file'],
    [{ addresses: ['file://server/share/a.exe'] }, 'local-file'],
  ])('%j passes: %s', (download, because) => {
    expect(decide({ download })).toEqual({ do: 'pass', because });
    expect(decide({ download, connection: { server: null } })).toEqual({ do: 'pass', because });
  });

  test('may go to a scanner inside, but files of this machine go nowhere', () => {
    const intranet = { addresses: ['http://intranet/a.exe'] };
    expect(decide({ download: intranet, connection: INSIDE })).toEqual({ do: 'hold', route: LINK });
    const local = { addresses: ['file:///home/me/a.exe'] };
    expect(decide({ download: local, connection: INSIDE })).toMatchObject({ do: 'pass' });
  });

  test.each<Partial<DownloadFacts>>([
    { addresses: ['data:application/octet-stream,a'], page: '' },
    { addresses: ['data:application/octet-stream,a'], page: 'https://www.example.org/' },
    { addresses: ['blob:null/1'], page: '' },
    { addresses: ['http://intranet/go', 'https://files.example.org/a.exe'] },
  ])('is not %j', (download) => {
    expect(decide({ download })).toMatchObject({ do: 'hold' });
  });
});

describe('a file that is larger than the scanner takes', () => {
  test.each<[Partial<GuardPolicy>, string]>([
    [{}, 'ask'],
    [{ onTooLarge: 'keep' }, 'pass'],
    [{ onTooLarge: 'remove' }, 'refuse'],
    [{ onTooLarge: 'remove', mode: 'warn' }, 'refuse'],
    [{ onTooLarge: 'remove', mode: 'silent' }, 'pass'],
  ])('with %j: %s', (policy, deed) => {
    const decision = decide({ policy, connection: { maxBytes: 999 } });
    expect(decision).toEqual({ do: deed, because: 'too-large' });
  });

  test.each<[Partial<DownloadFacts>, Partial<ConnectionFacts>]>([
    [{ size: 999 }, { maxBytes: 999 }],
    [{ size: undefined }, { maxBytes: 999 }],
    [{ size: 1e12 }, {}],
  ])('is not %j where %j', (download, connection) => {
    expect(decide({ download, connection })).toMatchObject({ do: 'hold' });
  });
});
