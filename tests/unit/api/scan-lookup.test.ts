import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createFilesClient } from '../../../lib/api/files-client.ts';
import { LISTING_GRACE_MS } from '../../../lib/api/scan-lookup.ts';
import type { LookupWay } from '../../../lib/core/lookup-way.ts';
import { errorOf } from '../../fixtures/api/error-of.ts';
import {
  type Answer,
  byPath,
  type HostileServer,
  html,
  json,
  startHostileServer,
} from '../../fixtures/api/hostile-server.ts';

const NOW = Date.UTC(2026, 10, 2, 9, 0, 0);
const SUBMITTED_AT = NOW - 5 * 60_000;
const SCAN = { scanId: 94824, submittedAt: SUBMITTED_AT };
const DETAIL_PATH = '/api/v1/scans/list/94824/';
const LIST_PATH = '/api/v1/scans/list/';

let server: HostileServer;
let known: LookupWay | undefined;
let remembered: LookupWay[];

beforeEach(async () => {
  server = await startHostileServer();
  known = undefined;
  remembered = [];
});

afterEach(() => server.close());

/** A client with a memory that the test sees, at a time that the test gives. */
const connect = (now = NOW) =>
  createFilesClient({
    server: server.address,
    token: 't',
    now: () => now,
    lookup: {
      get current() {
        return known;
      },
      remember(way) {
        known = way;
        remembered.push(way);
      },
    },
  });

const paths = () => server.seen.map(({ url }) => new URL(url, server.address).pathname);

const aRow = (given: object = {}) => ({
  id: '94824_1_5f1c_20261102',
  full_scan_id: '94824_1_5f1c_20261102',
  root_scan_id: '94824_1_5f1c_20261102',
  finished_at: '2026-11-02T08:56:00Z',
  verbose_verdict: 'MAL',
  ...given,
});

const aList = (...results: unknown[]) => json(200, { results, has_more: false, next: null });
const NOT_FOUND = json(404, { detail: 'Not found.' });

describe('a service that knows the number', () => {
  test('is asked once, and remembered', async () => {
    server.answerWith(byPath({ [DETAIL_PATH]: json(200, aRow()) }));
    expect(await connect().fetchResult(SCAN)).toMatchObject({ verdict: 'malicious' });
    expect(await connect().fetchResult(SCAN)).toMatchObject({ verdict: 'malicious' });
    expect(remembered).toEqual(['detail']);
    expect(paths()).toEqual([DETAIL_PATH, DETAIL_PATH]);
  });

  test('and does not have a scan yet, on one of its machines, is asked again for a while', async () => {
    known = 'detail';
    const other = { id: '5', full_scan_id: '5', root_scan_id: '5' };
    server.answerWith(byPath({ [LIST_PATH]: aList(aRow(other)) }));
    expect(await connect(SUBMITTED_AT + LISTING_GRACE_MS - 1).fetchResult(SCAN)).toBeUndefined();
    const over = await errorOf(connect(SUBMITTED_AT + LISTING_GRACE_MS).fetchResult(SCAN));
    expect(over).toMatchObject({ problem: 'unknown-scan', status: 404 });
    expect(remembered).toEqual([]);
  });

  test('stays known as such even where only the list has a scan', async () => {
    known = 'detail';
    server.answerWith(byPath({ [LIST_PATH]: aList(aRow()) }));
    expect(await connect().fetchResult(SCAN)).toMatchObject({ verdict: 'malicious' });
    expect(remembered).toEqual([]);
  });

  const OTHER = '777_1_5f1c_20261102';

  test.each([
    ['a number', { id: 5 }],
    ['an id', { id: OTHER, full_scan_id: OTHER, root_scan_id: OTHER }],
    ['a part of this one', { id: '94825_2_a', full_scan_id: '94825_2_a' }],
    ['a number that is too large', { id: '94824000000000000000' }],
    ['a full id only', { id: null, full_scan_id: OTHER }],
    ['a full id as a number', { id: null, full_scan_id: 777 }],
    ['a full id beside one of another kind', { id: '5f1c-uuid', full_scan_id: OTHER }],
    ['a root only', { id: '5f1c-uuid', full_scan_id: null, root_scan_id: OTHER }],
    ['part of a number', { id: 777.5 }],
    ['a number below nothing', { id: -94824 }],
    ['an empty id', { id: '' }],
    ['a blank id', { id: ' ' }],
    ['no id', { id: null, full_scan_id: '' }],
  ])('is not believed when it answers with %s', async (_how, ids) => {
    const answer = { full_scan_id: null, root_scan_id: null, verbose_verdict: 'CLN', ...ids };
    server.answerWith(byPath({ [DETAIL_PATH]: json(200, aRow(answer)) }));
    expect(await errorOf(connect().fetchResult(SCAN))).toMatchObject({ problem: 'unexpected-answer' });
    expect(remembered).toEqual([]);
  });

  test.each([
    ['its number', { id: 94824 }],
    ['its full id as a number', { id: null, full_scan_id: 94824 }],
    ['its id, and an empty full one', { full_scan_id: '' }],
    ['an id of another kind, its number in the full one', { id: '5f1c-uuid' }],
    ['an id of another kind only', { id: '5f1c-uuid', full_scan_id: null, root_scan_id: null }],
  ])('is believed when it answers with %s', async (_how, ids) => {
    server.answerWith(byPath({ [DETAIL_PATH]: json(200, aRow(ids)) }));
    expect(await connect().fetchResult(SCAN)).toMatchObject({ verdict: 'malicious' });
  });

  test.each([401, 403, 413, 429, 500])('and answers %d is not asked for its list', async (status) => {
    server.answerWith(json(status, {}));
    await errorOf(connect().fetchResult(SCAN));
    expect(paths()).toEqual([DETAIL_PATH]);
  });
});

describe('a service that does not know the number', () => {
  test.each([
    ['in JSON', NOT_FOUND],
    ['with a web page', html(404)],
  ])('and says so %s is asked for its list, from then on at once', async (_how, notFound) => {
    server.answerWith(byPath({ [DETAIL_PATH]: notFound, [LIST_PATH]: aList(aRow()) }));
    expect(await connect().fetchResult(SCAN)).toMatchObject({ verdict: 'malicious' });
    expect(remembered).toEqual(['list']);
    expect(await connect().fetchResult(SCAN)).toMatchObject({ verdict: 'malicious' });
    expect(paths()).toEqual([DETAIL_PATH, LIST_PATH, LIST_PATH]);
  });

  test.each([400, 405, 410, 422])('and refuses it by %d is asked for its list', async (status) => {
    server.answerWith(byPath({ [DETAIL_PATH]: json(status, {}), [LIST_PATH]: aList(aRow()) }));
    expect(await connect().fetchResult(SCAN)).toMatchObject({ verdict: 'malicious' });
    expect(remembered).toEqual(['list']);
    expect(paths()).toEqual([DETAIL_PATH, LIST_PATH]);
  });

  test.each([
    [400, 'refused'],
    [408, 'timed-out'],
    [410, 'unknown-scan'],
  ])('and refuses it by %d, and does not list it, may list it later', async (status, problem) => {
    server.answerWith(byPath({ [DETAIL_PATH]: json(status, {}), [LIST_PATH]: aList() }));
    expect(await connect(SUBMITTED_AT + LISTING_GRACE_MS - 1).fetchResult(SCAN)).toBeUndefined();
    expect((await errorOf(connect().fetchResult(SCAN))).problem).toBe(problem);
  });

  test('is asked for a span around the submission, of this interface only', async () => {
    server.answerWith(byPath({ [LIST_PATH]: aList(aRow()) }));
    await connect().fetchResult(SCAN);
    const { searchParams } = new URL(server.seen[1]?.url ?? '', server.address);
    expect(Object.fromEntries(searchParams)).toEqual({
      start: String((SUBMITTED_AT - 600_000) / 1_000),
      end: String((NOW + 600_000) / 1_000),
      origin: 'api',
    });
  });

  test.each([
    ['its id as a number', { id: 94824, full_scan_id: null, root_scan_id: null }],
    ['its id as text', { id: '94824', full_scan_id: undefined, root_scan_id: undefined }],
    ['its id with more', { full_scan_id: null, root_scan_id: null }],
    ['its full id', { id: null, root_scan_id: null }],
    ['its full id, and an id of another kind', { id: '5f1c-uuid', root_scan_id: null }],
    ['its root only', { id: '5f1c-uuid', full_scan_id: '5f1c-uuid' }],
  ])('is found there by %s', async (_how, ids) => {
    server.answerWith(byPath({ [LIST_PATH]: aList(null, 'nonsense', { id: 7 }, aRow(ids)) }));
    expect(await connect().fetchResult(SCAN)).toMatchObject({ verdict: 'malicious' });
  });

  test.each([
    ['a longer number', { id: '948245_1_x', full_scan_id: '948245_1_x', root_scan_id: '948245_1_x' }],
    ['a number elsewhere', { id: '1_94824_x', full_scan_id: '1_94824_x', root_scan_id: '1_94824_x' }],
    ['a name', { id: '1', full_scan_id: '1', root_scan_id: '1', sample_name: '94824' }],
    ['another way to write it', { id: '0x17268', full_scan_id: '94824.0', root_scan_id: '9.4824e4' }],
  ])('is not found there by %s', async (_how, ids) => {
    server.answerWith(byPath({ [LIST_PATH]: aList(aRow(ids)) }));
    expect((await errorOf(connect().fetchResult(SCAN))).problem).toBe('unknown-scan');
    expect(remembered).toEqual([]);
  });

  test('does not speak through the parts of a scan', async () => {
    const part = (id: string) => aRow({ id, full_scan_id: id, verbose_verdict: 'CLN' });
    const whole = aRow();
    server.answerWith(byPath({ [LIST_PATH]: aList(part('94825_2_a'), part('94826_2_b'), whole) }));
    expect(await connect().fetchResult(SCAN)).toMatchObject({ verdict: 'malicious' });
    server.answerWith(byPath({ [LIST_PATH]: aList(part('94825_2_a'), part('94826_2_b')) }));
    expect((await errorOf(connect().fetchResult(SCAN))).problem).toBe('unknown-scan');
  });

  test.each([
    ['a part', { id: '94825_2_a', full_scan_id: '94825_2_a' }],
    ['what has no number of its own', { id: '5f1c-uuid', full_scan_id: '5f1c-uuid' }],
  ])('does not call a scan clean, or over, because %s is', async (_what, ids) => {
    const inGrace = connect(SUBMITTED_AT + LISTING_GRACE_MS - 1);
    for (const verbose_verdict of ['CLN', 'NEW', null]) {
      server.answerWith(byPath({ [LIST_PATH]: aList(aRow({ ...ids, verbose_verdict })) }));
      expect(await inGrace.fetchResult(SCAN)).toBeUndefined();
      expect((await errorOf(connect().fetchResult(SCAN))).problem).toBe('unknown-scan');
    }
    expect(remembered).toEqual([]);
  });

  test('tells of a scan what is worst of its parts, and that one runs', async () => {
    const part = (id: string, given: object) => aRow({ id, full_scan_id: id, ...given });
    const clean = part('94825_2_a', { verbose_verdict: 'CLN' });
    const running = part('94826_2_b', { finished_at: null, verbose_verdict: null });
    server.answerWith(byPath({ [LIST_PATH]: aList(clean, running) }));
    expect(await connect().fetchResult(SCAN)).toBeUndefined();
    server.answerWith(byPath({ [LIST_PATH]: aList(clean, running, part('94827_2_c', {})) }));
    expect(await connect().fetchResult(SCAN)).toMatchObject({ verdict: 'malicious' });
  });

  test('may take a while to list a scan', async () => {
    server.answerWith(byPath({ [LIST_PATH]: aList() }));
    expect(await connect(SUBMITTED_AT + LISTING_GRACE_MS - 1).fetchResult(SCAN)).toBeUndefined();
    expect(remembered).toEqual([]);
    const over = await errorOf(connect(SUBMITTED_AT + LISTING_GRACE_MS).fetchResult(SCAN));
    expect(over).toMatchObject({ problem: 'unknown-scan', status: 404 });
  });

  test('and learns it later is remembered anew', async () => {
    known = 'list';
    server.answerWith(byPath({ [DETAIL_PATH]: json(200, aRow()), [LIST_PATH]: aList() }));
    expect(await connect().fetchResult(SCAN)).toMatchObject({ verdict: 'malicious' });
    expect(remembered).toEqual(['detail']);
  });

  test('of a list that answers nothing of this kind is no scanner', async () => {
    server.answerWith(html(404));
    expect(await errorOf(connect().fetchResult(SCAN))).toMatchObject({
      problem: 'wrong-address',
      status: 404,
    });
  });
});

describe('a list of several pages', () => {
  const page = (number: number, results: unknown[], end: object = {}): Answer =>
    json(200, {
      results,
      has_more: true,
      next: `${server.address}${LIST_PATH}?_cursor=${number + 1}`,
      ...end,
    });
  const serve = (answer: (cursor: number) => Answer) =>
    server.answerWith((response, request) => {
      const url = new URL(request.url, server.address);
      const next = url.pathname === LIST_PATH ? answer(Number(url.searchParams.get('_cursor'))) : NOT_FOUND;
      next(response, request);
    });

  test('is read until the scan is found', async () => {
    serve((cursor) =>
      page(cursor, cursor === 3 ? [aRow()] : [aRow({ id: '1', full_scan_id: '1', root_scan_id: '1' })]),
    );
    expect(await connect().fetchResult(SCAN)).toMatchObject({ verdict: 'malicious' });
    expect(server.seen).toHaveLength(5);
  });

  test.each([
    ['says that there is no more, whatever next says', { has_more: false }],
    ['says so, and names no next page', { has_more: false, next: null }],
    ['names none, and does not say', { has_more: null, next: null }],
    ['names an empty one, and does not say', { has_more: undefined, next: '' }],
  ])('ends where it %s', async (_how, end) => {
    serve((cursor) => page(cursor, [], cursor === 2 ? end : {}));
    expect((await errorOf(connect().fetchResult(SCAN))).problem).toBe('unknown-scan');
    expect(server.seen).toHaveLength(4);
  });

  test.each([null, undefined, '', 7])('that has more, but says %j of where, hides no scan', async (next) => {
    serve((cursor) => page(cursor, [], cursor === 2 ? { next } : {}));
    expect(await errorOf(connect().fetchResult(SCAN))).toMatchObject({
      problem: 'unexpected-answer',
      status: 200,
    });
    expect(server.seen).toHaveLength(4);
  });

  test.each([true, null])('that goes round in a circle hides no scan, with has_more %j', async (has_more) => {
    serve((cursor) => page(cursor % 3, [], { has_more }));
    expect((await errorOf(connect().fetchResult(SCAN))).problem).toBe('unexpected-answer');
    expect(server.seen).toHaveLength(5);
  });

  test('without an end is given up, and the scan is not called unknown', async () => {
    serve((cursor) => page(cursor, []));
    expect((await errorOf(connect().fetchResult(SCAN))).problem).toBe('answer-too-long');
    expect(server.seen).toHaveLength(51);
  });

  test.each(['?_cursor=1', '/api/v1/scans/list/?_cursor=1'])('takes %s for a next page', async (next) => {
    serve((cursor) => (cursor === 0 ? page(0, [], { next }) : aList(aRow())));
    expect(await connect().fetchResult(SCAN)).toMatchObject({ verdict: 'malicious' });
  });

  test.each([
    'http://[',
    'https://elsewhere.example/?_cursor=1',
    '//elsewhere.example/?_cursor=1',
    'data:,x',
  ])('does not take %s for one', async (next) => {
    serve((cursor) => (cursor === 0 ? page(0, [], { next }) : aList(aRow())));
    const { problem } = await errorOf(connect().fetchResult(SCAN));
    expect(problem).toBe(next === 'http://[' ? 'unexpected-answer' : 'redirected');
    expect(server.seen).toHaveLength(2);
  });
});
