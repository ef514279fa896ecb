import fc from 'fast-check';
import * as v from 'valibot';
import { expect, test } from 'vitest';
import { ScanAnswer, toRefusal, toScanResult } from '../../../lib/api/answers.ts';
import { parseAnswer } from '../../../lib/api/parse-answer.ts';
import { parseRetryAfter } from '../../../lib/api/retry-after.ts';
import { toApiError } from '../../../lib/api/to-api-error.ts';
import { ApiError } from '../../../lib/core/errors.ts';
import { PROBLEMS } from '../../../lib/core/problem.ts';
import { VERDICTS } from '../../../lib/core/verdict.ts';

/** Anything at all, and what is nearly a scan. */
const ANY_SCAN = fc.oneof(
  fc.jsonValue(),
  fc.record(
    {
      id: fc.oneof(fc.string(), fc.integer(), fc.jsonValue()),
      full_scan_id: fc.oneof(fc.string(), fc.jsonValue()),
      root_scan_id: fc.jsonValue(),
      finished_at: fc.oneof(fc.constantFrom('2026-11-02T09:00:00Z', ' '), fc.jsonValue()),
      verbose_verdict: fc.oneof(fc.constantFrom('CLN', 'MAL', 'cln', ' CLN', 'CLEAN'), fc.jsonValue()),
      sample: fc.oneof(fc.record({ sha256: fc.jsonValue(), file_size: fc.jsonValue() }), fc.jsonValue()),
      sample_file_type: fc.jsonValue(),
      evidence: fc.oneof(
        fc.array(fc.record({ name: fc.jsonValue(), verdict: fc.jsonValue() })),
        fc.jsonValue(),
      ),
    },
    { requiredKeys: [] },
  ),
);

test('no answer is clean but one that is done and says exactly so', () => {
  fc.assert(
    fc.property(ANY_SCAN, (answer) => {
      const parsed = v.safeParse(ScanAnswer, answer);
      const result = parsed.success ? toScanResult(parsed.output) : undefined;
      if (result?.verdict !== 'clean') return;
      expect(answer).toMatchObject({ verbose_verdict: 'CLN', finished_at: expect.stringMatching(/\S/) });
    }),
  );
});

test('a result has the shape that the store keeps, whatever was answered', () => {
  fc.assert(
    fc.property(ANY_SCAN, (answer) => {
      const parsed = v.safeParse(ScanAnswer, answer);
      const result = parsed.success ? toScanResult(parsed.output) : undefined;
      if (result === undefined) return;
      expect(VERDICTS).toContain(result.verdict);
      expect(result.evidence.length).toBeLessThanOrEqual(100);
      for (const { name, description, verdict } of result.evidence) {
        expect([typeof name, typeof description]).toEqual(['string', 'string']);
        expect(VERDICTS).toContain(verdict);
      }
      for (const value of Object.values(result.sample)) expect(['string', 'number']).toContain(typeof value);
    }),
  );
});

const TEXT = fc.oneof(
  fc.string(),
  fc.json(),
  fc.json().map((json) => json.slice(0, -1)),
  fc.constant('<!doctype html><p>'),
);
const TYPE = fc.constantFrom(
  undefined,
  'application/json',
  'application/problem+json; charset=utf-8',
  'text/html',
);

function aResponse(status: number, type: string | undefined, headers: Record<string, string> = {}): Response {
  return new Response(null, {
    status,
    headers: { ...headers, ...(type === undefined ? {} : { 'content-type': type }) },
  });
}

test('an answer is what the schema says, or an error with a code', () => {
  fc.assert(
    fc.property(TEXT, TYPE, (text, type) => {
      const schema = v.object({ scan_id: v.number() });
      try {
        expect(v.is(schema, parseAnswer(schema, aResponse(200, type), text))).toBe(true);
      } catch (error) {
        expect(error).toBeInstanceOf(ApiError);
        expect(error).toMatchObject({ problem: expect.toBeOneOf([...PROBLEMS]), status: 200 });
      }
    }),
  );
});

test('every status that is no success is an error with a code, whatever stands in it', () => {
  const status = fc.integer({ min: 300, max: 599 });
  fc.assert(
    fc.property(
      status,
      TEXT,
      TYPE,
      fc.constantFrom('', '5', 'soon', '-1'),
      (code, text, type, retryAfter) => {
        const error = toApiError(aResponse(code, type, { 'retry-after': retryAfter }), text, 0);
        expect(PROBLEMS).toContain(error.problem);
        expect(error.status).toBe(code);
        expect(error.retryAfterMs).toBe(retryAfter === '5' ? 5_000 : undefined);
        expect((error.detail ?? '').length).toBeLessThanOrEqual(300);
      },
    ),
  );
});

test("a server's words are text, whatever it says", () => {
  fc.assert(
    fc.property(fc.jsonValue(), (body) => {
      expect(['string', 'undefined']).toContain(typeof toRefusal(body));
    }),
  );
});

test('a time to wait is never negative', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.date({ noInvalidDate: true }).map((date) => date.toUTCString()),
      ),
      (value) => {
        expect(parseRetryAfter(value, 0) ?? 0).toBeGreaterThanOrEqual(0);
      },
    ),
  );
});
