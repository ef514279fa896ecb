import { beforeAll, expect, it } from 'vitest';
import { DEFAULT_CONFIG } from '../../../../server/config.ts';
import { rememberScans } from '../../../../server/engines/remember-scans.ts';
import { readRuleSet } from '../../../../server/engines/rule-set.ts';
import { scanSample } from '../../../../server/engines/scan-sample.ts';
import { createYaraEngine, type YaraEngine } from '../../../../server/engines/yara-engine.ts';
import { makeEicar } from '../../../../server/samples/make-eicar.ts';

let engine: YaraEngine;
beforeAll(() => {
  engine = createYaraEngine(readRuleSet([]));
});

it('looks at equal parts with one name once, and finds in each what is in it', () => {
  const before = engine.scanned();
  const { scan } = rememberScans(engine);
  const paths = ['a/x.txt', 'b/x.txt', 'c\\x.txt'];
  const findings = paths.flatMap((path) => scan(makeEicar(), path, path));
  expect(findings.map(({ rule, member }) => [rule, member])).toEqual(
    paths.map((path) => ['EICAR_Test_File', path]),
  );
  expect(engine.scanned() - before).toBe(1);
});

it.each([
  ['another name', 'y.txt', Buffer.from('a')],
  ['another content', 'x.txt', Buffer.from('b')],
])('looks at a part with %s again', (_case, name, bytes) => {
  const before = engine.scanned();
  const { scan } = rememberScans(engine);
  scan(Buffer.from('a'), 'x.txt', null);
  scan(bytes, name, null);
  expect(engine.scanned() - before).toBe(2);
});

it('a file of mails with one of them a hundred times costs as much as one mail', async () => {
  const before = engine.scanned();
  const mail =
    'From a@b Thu Jan  1 00:00:00 2026\nFrom: a@b\nSubject: x\nContent-Type: text/plain\n\nHello\n\n';
  const sample = { bytes: Buffer.from(mail.repeat(100)), name: 'mails.mbox', password: null };
  const report = await scanSample(sample, engine, DEFAULT_CONFIG.unpack);
  expect(report).toMatchObject({ findings: [], gaps: [] });
  // The file itself, and one body.
  expect(engine.scanned() - before).toBe(2);
});
