import * as v from 'valibot';
import { DEFAULT_CLAMAV } from '../engines/clamav/clamav-config.ts';
import { parseClamdAddress } from '../engines/clamav/clamd-address.ts';
import { UsageError } from '../errors.ts';
import { choice, group, wholeNumber } from './setting-schemas.ts';

const D = DEFAULT_CLAMAV;
const HOUR_MS = 3_600_000;

const WORDS = 'must be a text such as unix:/run/clamav/clamd.ctl or host:3310';

/** Where clamd listens, as one text. It may have been read already, by an earlier run of the schema. */
const address = v.pipe(
  v.union(
    [
      v.string(),
      v.strictObject({ path: v.string() }),
      v.strictObject({ host: v.string(), port: v.number() }),
    ],
    WORDS,
  ),
  v.rawTransform(({ dataset, addIssue, NEVER }) => {
    if (typeof dataset.value !== 'string') return dataset.value;
    try {
      return parseClamdAddress(dataset.value);
    } catch (error) {
      if (!(error instanceof UsageError)) throw error;
      addIssue({ message: WORDS });
      return NEVER;
    }
  }),
);

/** The settings of ClamAV. An address is asked for once those of all places are together: see `loadConfig`. */
export function clamav() {
  const entries = {
    address: v.optional(
      v.pipe(
        v.nullable(address),
        v.description('Where clamd listens: `unix:/run/clamav/clamd.ctl` or `host:3310`.'),
      ),
      null,
    ),
    whenMissing: choice(
      ['wait', 'go-on'],
      D.whenMissing,
      'While clamd cannot be reached, scans `wait`, or `go-on` and end without a verdict "clean".',
    ),
    maxBytes: wholeNumber(
      1,
      4e9,
      D.maxBytes,
      'Largest sample for clamd in bytes: the lesser of its StreamMaxLength and MaxFileSize.',
    ),
    limits: group({
      connectMs: wholeNumber(1, HOUR_MS, D.limits.connectMs, 'Milliseconds for a connection to clamd.'),
      idleMs: wholeNumber(1, HOUR_MS, D.limits.idleMs, 'Milliseconds without clamd taking any more.'),
      replyMs: wholeNumber(1, HOUR_MS, D.limits.replyMs, 'Milliseconds to its reply; above its MaxScanTime.'),
    }),
    retryMs: wholeNumber(1, HOUR_MS, D.retryMs, 'Milliseconds between tries; doubled while clamd is gone.'),
    maxRetryMs: wholeNumber(
      1,
      HOUR_MS,
      D.maxRetryMs,
      'Longest pause between looks for clamd, in milliseconds.',
    ),
  };
  return v.optional(v.nullable(v.strictObject(entries, 'must be an object or null')), null);
}
