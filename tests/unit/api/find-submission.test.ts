import { afterEach, beforeEach, expect, test } from 'vitest';
import { createFilesClient } from '../../../lib/api/files-client.ts';
import { errorOf } from '../../fixtures/api/error-of.ts';
import { type HostileServer, json, startHostileServer } from '../../fixtures/api/hostile-server.ts';

const NOW = Date.UTC(2026, 10, 2, 9, 0, 0);
const SINCE = NOW - 60_000;
const MARK = 'a-mark-that-nobody-guesses';
const SHA256 = 'ab'.repeat(32);

let server: HostileServer;

beforeEach(async () => {
  server = await startHostileServer();
});

afterEach(() => server.close());

function find(mark: { subOrigin?: string; sha256?: string }, ...results: unknown[]) {
  server.answerWith(json(200, { results, has_more: false }));
  const client = createFilesClient({ server: server.address, token: 't', now: () => NOW });
  return client.findSubmission({ subOrigin: MARK, since: SINCE, ...mark });
}

const aRow = (id: number, given: object = {}) => ({ id: `${id}_1_x`, finished_at: null, ...given });
const withBytes = (id: number, given: object = {}) => aRow(id, { sample: { sha256: SHA256 }, ...given });

test('is found by its mark, and no other way', async () => {
  const rows = [aRow(1, { sub_origin: 'other' }), aRow(2, { sub_origin: MARK }), withBytes(3)];
  expect(await find({ sha256: SHA256 }, ...rows)).toBe(2);
});

test('is the last of two that carry its mark', async () => {
  expect(await find({}, aRow(8, { sub_origin: MARK }), aRow(7, { sub_origin: MARK }))).toBe(8);
});

test('is not hidden by one with its mark that has no number', async () => {
  const nameless = { id: 'abc', sub_origin: MARK };
  expect(await find({}, nameless, aRow(8, { sub_origin: MARK }), aRow(7, { sub_origin: MARK }))).toBe(8);
});

test('is the whole rather than its part', async () => {
  expect(await find({}, aRow(9, { sub_origin: MARK, root_scan_id: '4_1_x' }))).toBe(4);
});

test('is found by its bytes where the service keeps no marks', async () => {
  expect(await find({ sha256: SHA256.toUpperCase() }, aRow(1), withBytes(2), aRow(3))).toBe(2);
});

test('is looked for in the time since it was sent', async () => {
  await find({});
  const { searchParams } = new URL(server.seen[0]?.url ?? '', server.address);
  expect(Object.fromEntries(searchParams)).toEqual({
    start: String((SINCE - 600_000) / 1_000),
    end: String((NOW + 600_000) / 1_000),
    origin: 'api',
  });
});

test.each([
  ['nothing', {}, []],
  ['rows that can not be understood', { sha256: SHA256 }, [null, 7, { sub_origin: MARK }]],
  ['a row with the mark that has no number', {}, [{ id: 'abc', sub_origin: MARK }]],
  ['bytes that were not asked for', {}, [withBytes(1)]],
  ['the same bytes twice', { sha256: SHA256 }, [withBytes(1), withBytes(2)]],
  ['the same bytes under the mark of another', { sha256: SHA256 }, [withBytes(1, { sub_origin: 'other' })]],
  ['a mark that begins like ours', {}, [aRow(1, { sub_origin: `${MARK}!` })]],
  ['a name', {}, [aRow(1, { sample_name: MARK })]],
  ['no mark, where ours is empty', { subOrigin: '' }, [aRow(1, { sub_origin: '' })]],
])('is not found by %s', async (_what, mark, rows) => {
  expect(await find(mark, ...rows)).toBeUndefined();
});

test.each([null, '/api/v1/scans/list/?_cursor=1'])(
  'is not called absent where the list breaks off with %j for the next page',
  async (next) => {
    server.answerWith(json(200, { results: [aRow(1)], has_more: true, next }));
    const client = createFilesClient({ server: server.address, token: 't' });
    const error = await errorOf(client.findSubmission({ subOrigin: MARK, since: 0 }));
    expect(error.problem).toBe('unexpected-answer');
  },
);

test('is not called absent where the list can not be read', async () => {
  server.answerWith(json(500, {}));
  const client = createFilesClient({ server: server.address, token: 't' });
  expect((await errorOf(client.findSubmission({ subOrigin: MARK, since: 0 }))).problem).toBe('server-error');
});
