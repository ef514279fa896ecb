import { describe, expect, it } from 'vitest';
import { parseExactJson } from '../../../../server/storage/parse-exact-json.ts';
import type { ScanFilter } from '../../../../server/storage/scan-store.ts';
import { aNewServerScan, anOutcome } from '../../../factories/new-server-scan-factory.ts';
import { STORE_KINDS } from './store-kinds.ts';

const NOON = Date.parse('2026-11-01T12:00:00Z');
const ALL: ScanFilter = { from: null, until: null, before: null, origin: null, verdict: null };
const SAMPLE = { id: 'a sample', sha1: 'a1', sha256: 'a256', size: 5_000_000_000 };

describe.each(STORE_KINDS)('$title', ({ isHere, makeWorld, breakCallbacks }) => {
  const test = it.runIf(isHere);

  test('keeps what was submitted, to the letter', async () => {
    const world = await makeWorld();
    const store = await world.open(() => NOON);
    await store.check();
    const facts = {
      name: 'Å \0 “名” \uE000\uE0000 \\0 \u{1F600}.pdf',
      link: null,
      path: 'in/a b.pdf',
      storage: 'files',
      filePassword: "' OR 1=1; --",
      userAgent: 'Agent/1',
      originalFilePath: 'C:\\in\\a.pdf',
      subOrigin: 'mail',
    };
    const callbackParams = parseExactJson('{"id": 12345678901234567890, "n": 1.50, "z": "\\u0000"}');
    const { id } = await store.scans.insert(aNewServerScan({ ...facts, callbackParams, sample: SAMPLE }));
    await store.close();
    const found = await (await world.open()).scans.findByNumber(id);
    expect(found).toMatchObject({
      kind: 'file',
      origin: 'api',
      state: 'queued',
      created_at: NOON,
      finished_at: null,
      name: facts.name,
      path: facts.path,
      storage: facts.storage,
      file_password: facts.filePassword,
      user_agent: facts.userAgent,
      original_file_path: facts.originalFilePath,
      sub_origin: facts.subOrigin,
      sample_id: SAMPLE.id,
      sha1: SAMPLE.sha1,
      sha256: SAMPLE.sha256,
      size: SAMPLE.size,
      engine_attempts: 0,
      engines: [],
      evidence: [],
    });
    expect(JSON.stringify(found?.callback_params)).toBe('{"id":12345678901234567890,"n":1.50,"z":"\\u0000"}');
  });

  test('removes what finished before a time, in batches, and nothing that runs or owes a callback', async () => {
    let time = NOON;
    const { scans, callbacks } = await (await makeWorld()).open(() => time);
    const insert = async (facts: Parameters<typeof aNewServerScan>[0]): Promise<number> => {
      time += 1_000;
      return (await scans.insert(aNewServerScan(facts))).id;
    };
    const finish = async (facts: Parameters<typeof aNewServerScan>[0] = { callback: null }) => {
      const id = await insert(facts);
      await scans.markFinished(id, anOutcome());
      return id;
    };
    const old = [await finish(), await finish(), await finish()];
    const owing = await finish({});
    const running = await insert({ callback: null });
    const called = await finish({});
    await callbacks.end(called, 'accepted');
    const before = time + 1;
    time += 1_000;
    const young = await finish();
    const removed: number[] = [];
    for (let round = 0; round < 4; round += 1) removed.push(await scans.removeFinished(before, 2));
    expect(removed).toEqual([2, 2, 0, 0]);
    for (const id of [...old, called]) expect(await scans.findByNumber(id)).toBeNull();
    for (const id of [owing, running, young]) expect(await scans.findByNumber(id)).toMatchObject({ id });
  });

  test('finds a scan by both of its names, and nothing by others', async () => {
    const { scans } = await (await makeWorld()).open(() => NOON);
    const { id, full_scan_id } = await scans.insert(aNewServerScan());
    expect(full_scan_id).toMatch(new RegExp(`^${id}_1_[0-9a-f-]{36}_20261101$`));
    expect(await scans.find(String(id))).toMatchObject({ id });
    expect(await scans.find(full_scan_id)).toMatchObject({ id });
    for (const name of ['', '0', '-1', '999999999999999', '9'.repeat(40), 'a\0b', "'", `${full_scan_id} `])
      expect(await scans.find(name), name).toBeNull();
  });

  test('begins its numbers anywhere, and goes on with them', async () => {
    const world = await makeWorld();
    const first = await (await world.open()).scans.insert(aNewServerScan());
    const again = await (await world.open()).scans.insert(aNewServerScan());
    const other = await (await (await makeWorld()).open()).scans.insert(aNewServerScan());
    expect(again.id).toBe(first.id + 1);
    expect(first.id).toBeGreaterThanOrEqual(1_000_000);
    expect(first.id).toBeLessThan(2 ** 41);
    expect(other.id).not.toBe(first.id);
  });

  test('gives each scan a time of its own, though its clock stands still or is set back', async () => {
    let time = NOON;
    const { scans } = await (await makeWorld()).open(() => time);
    const together = await Promise.all(Array.from({ length: 20 }, () => scans.insert(aNewServerScan())));
    time -= 60_000;
    const later = await scans.insert(aNewServerScan());
    const times = together.map(({ created_at }) => created_at).toSorted((one, other) => one - other);
    expect(times).toEqual(together.map((_, n) => NOON + n));
    expect(later.created_at).toBe(NOON + 20);
    await scans.markFinished(later.id, anOutcome());
    expect(await scans.findByNumber(later.id)).toMatchObject({ finished_at: later.created_at });
  });

  test('lists the newest first, narrowed and in pages, and counts what matches on all of them', async () => {
    let time = NOON;
    const { scans } = await (await makeWorld()).open(() => time);
    const ids: number[] = [];
    for (const [origin, verdict] of [
      ['api', 'CLN'],
      ['email', 'MAL'],
      ['api', 'MAL'],
      ['a\0pi', 'MAL'],
    ] as const) {
      const { id } = await scans.insert(aNewServerScan({ origin }));
      await scans.markFinished(id, anOutcome({ verdict }));
      ids.push(id);
      time += 1_000;
    }
    const listed = async (filter: Partial<ScanFilter>, limit = 10): Promise<number[]> =>
      (await scans.list({ ...ALL, ...filter }, limit)).map(({ id }) => ids.indexOf(id));
    expect(await listed({})).toEqual([3, 2, 1, 0]);
    expect(await listed({}, 2)).toEqual([3, 2]);
    expect(await listed({ before: NOON + 2_000 }, 2)).toEqual([1, 0]);
    expect(await listed({ from: NOON + 1_000, until: NOON + 3_000 })).toEqual([2, 1]);
    expect(await listed({ origin: 'api', verdict: 'MAL' })).toEqual([2]);
    expect(await listed({ origin: 'a\0pi' })).toEqual([3]);
    expect(await listed({ origin: 'api%' })).toEqual([]);
    expect(await scans.count({ ...ALL, verdict: 'MAL', before: NOON })).toBe(3);
    expect(await scans.count({ ...ALL, from: NOON + 10_000 })).toBe(0);
  });

  test('follows a scan from the link to its outcome, and forgets its secrets then', async () => {
    let time = NOON;
    const world = await makeWorld();
    const { scans } = await world.open(() => time);
    const secrets = { link: 'http://u:hunter2@host.test/', filePassword: 'hunter2', name: null };
    const { id } = await scans.insert(aNewServerScan({ ...secrets, callback: null }));
    await scans.markFetching(id);
    expect(await scans.findByNumber(id)).toMatchObject({ state: 'fetching', link: secrets.link });
    await scans.markFetched(id, SAMPLE, 'fetched.pdf');
    await scans.markFetched(id, SAMPLE, 'another.pdf');
    expect(await scans.findByNumber(id)).toMatchObject({ state: 'queued', name: 'fetched.pdf', ...toRow() });
    expect([await scans.markScanning(id), await scans.markScanning(id)]).toEqual([1, 2]);
    expect(await scans.findByNumber(id)).toMatchObject({ state: 'scanning', engine_attempts: 2 });
    time += 5_000;
    const engines = [{ name: 'e', version: '1', verdict: 'MAL' as const }];
    const evidence = [toEvidence('a\u0000rule')];
    await scans.markFinished(id, anOutcome({ verdict: 'MAL', subVerdict: 'x', engines, evidence }));
    expect(await scans.findByNumber(id)).toMatchObject({
      state: 'finished',
      finished_at: NOON + 5_000,
      verdict: 'MAL',
      confidence: 70,
      sub_verdict: 'x',
      file_type: 'application/pdf',
      engines,
      evidence,
      sample_id: null,
      link: null,
      file_password: null,
      sha256: SAMPLE.sha256,
    });
    expect(JSON.stringify(await world.query('SELECT * FROM scans'))).not.toContain('hunter2');
  });

  test('lets a scan end once', async () => {
    const { scans, callbacks } = await (await makeWorld()).open();
    const { id } = await scans.insert(aNewServerScan());
    await scans.markFinished(id, anOutcome());
    await callbacks.end(id, 'accepted');
    await scans.markFinished(id, anOutcome({ verdict: 'MAL' }));
    expect(await scans.findByNumber(id)).toMatchObject({ verdict: 'CLN' });
    expect(await callbacks.claim({ withoutScans: [], withoutReceivers: [], untried: false })).toBeNull();
  });

  test('writes no outcome without the callback that it owes', async () => {
    const world = await makeWorld();
    const { scans } = await world.open();
    const { id } = await scans.insert(aNewServerScan());
    await world.query(breakCallbacks);
    await expect(scans.markFinished(id, anOutcome())).rejects.toThrow('disk full');
    expect(await scans.findByNumber(id)).toMatchObject({ state: 'queued', finished_at: null });
  });

  test('names what is unfinished, the oldest first, and forgives what was being scanned', async () => {
    const { scans } = await (await makeWorld()).open();
    const ids: number[] = [];
    while (ids.length < 4) ids.push((await scans.insert(aNewServerScan())).id);
    const [waiting = 0, scanned = 0, running = 0, fetching = 0] = ids;
    for (const id of [scanned, running, running]) await scans.markScanning(id);
    await scans.markFinished(scanned, anOutcome());
    await scans.markFetching(fetching);
    expect((await scans.unfinished('all')).map(({ id }) => id)).toEqual([waiting, running, fetching]);
    expect((await scans.unfinished('own')).map(({ id }) => id)).toEqual([waiting, running, fetching]);
    await scans.markScanning(waiting);
    await scans.forgiveStart(waiting);
    expect(await scans.findByNumber(waiting)).toMatchObject({ state: 'scanning', engine_attempts: 0 });
    expect(await scans.findByNumber(running)).toMatchObject({ engine_attempts: 2 });
    await scans.forgiveStarts();
    expect(await scans.findByNumber(running)).toMatchObject({ state: 'scanning', engine_attempts: 0 });
    expect(await scans.findByNumber(scanned)).toMatchObject({ engine_attempts: 1 });
    expect(await scans.markScanning(1)).toBe(0);
    expect(await scans.findByNumber(1)).toBeNull();
  });
});

const toRow = () => ({
  sample_id: SAMPLE.id,
  sha1: SAMPLE.sha1,
  sha256: SAMPLE.sha256,
  size: SAMPLE.size,
});

const toEvidence = (name: string) => ({
  name,
  description: 'It matched.',
  category: 'rule',
  verdict: 'MAL' as const,
  data: { offset: 1 },
  timestamp: '2026-11-01T00:00:00.000Z',
});
