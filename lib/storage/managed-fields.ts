import * as v from 'valibot';
import type { DownloadRule } from '../core/download-rule.ts';
import { FALLBACKS, GUARD_MODES } from '../core/guard-policy.ts';
import {
  MANAGED_KEYS,
  type ManagedFault,
  type ManagedKey,
  type ManagedReason,
  type ReadManaged,
} from '../core/managed-policy.ts';
import { THEMES } from '../core/preferences.ts';
import { MAX_TIME_LIMIT_MS, MIN_TIME_LIMIT_MS } from '../core/scan-time-limit.ts';
import { parseServerAddress, REGIONS } from '../core/server-address.ts';
import { RuleSchema } from './rule-schema.ts';

const Region = v.picklist(['us', 'eu', 'aus']);
/** Shortest and longest time limit, in seconds. */
const [MIN_LIMIT, MAX_LIMIT] = [MIN_TIME_LIMIT_MS / 1_000, MAX_TIME_LIMIT_MS / 1_000];

/** Windows keeps yes and no as 1 and 0, and Firefox hands them out so. */
const Switch = v.union([
  v.boolean(),
  v.pipe(
    v.picklist([0, 1]),
    v.transform((number) => number === 1),
  ),
]);
const Choice = v.picklist(FALLBACKS);
const Count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const Limit = v.pipe(v.number(), v.safeInteger(), v.minValue(MIN_LIMIT), v.maxValue(MAX_LIMIT));
const Token = v.pipe(v.string(), v.trim(), v.nonEmpty());
/** One of the vendor's regions by its short name, or an address. */
const Server = v.pipe(
  v.string(),
  v.rawTransform(({ dataset, addIssue, NEVER }) => {
    const region = v.safeParse(Region, dataset.value);
    if (region.success) return REGIONS[region.output];
    const parsed = parseServerAddress(dataset.value);
    if (parsed.ok) return parsed.server;
    addIssue();
    return NEVER;
  }),
);

/** Reads an administrator's policy value by value: what can't be taken is left out and named, and nothing else with it. */
export function readManagedFields(fields: Readonly<Record<string, unknown>>): ReadManaged {
  const known = new Set<string>(MANAGED_KEYS);
  const faults: ManagedFault[] = Object.keys(fields)
    .filter((key) => !known.has(key))
    .map((key) => ({ key, reason: 'unknown-key' }));
  const locked = new Set<ManagedKey>();

  function one<T>(
    key: ManagedKey,
    schema: v.GenericSchema<unknown, T>,
    reason: ManagedReason,
  ): T | undefined {
    if (fields[key] === undefined) return undefined;
    const parsed = v.safeParse(schema, fields[key]);
    if (parsed.success) locked.add(key);
    else faults.push({ key, reason });
    return parsed.success ? parsed.output : undefined;
  }
  const flag = (key: ManagedKey) => one(key, Switch, 'not-a-switch');
  const fallback = (key: ManagedKey) => one(key, Choice, 'not-a-choice');
  const count = (key: ManagedKey) => one(key, Count, 'not-a-number');

  function rules(key: 'allow' | 'block'): readonly DownloadRule[] | undefined {
    const lines = one(key, v.array(v.unknown()), 'not-a-list');
    const read = lines?.flatMap((rule, index) => {
      const parsed = v.safeParse(RuleSchema, rule);
      if (!parsed.success) faults.push({ key: `${key}[${index}]`, reason: 'not-a-rule' });
      return parsed.success ? [parsed.output] : [];
    });
    if (key === 'allow' || read?.length || !lines?.length) return read;
    // It would take the person's own rules away and give none.
    locked.delete(key);
    return undefined;
  }

  const server = one('server', Server, 'not-an-address');
  let token = one('token', Token, 'not-a-token');
  if (token !== undefined && server === undefined) {
    // It would go to whatever server the person names.
    token = undefined;
    locked.delete('token');
    faults.push({ key: 'token', reason: 'token-without-server' });
  }
  const seconds = one('scanTimeLimitSeconds', Limit, 'not-a-number');
  const consent = flag('consent') ?? false;
  // "No" is no consent, and no reason to keep the person from giving theirs.
  if (!consent) locked.delete('consent');
  return {
    policy: {
      server,
      token,
      consent,
      guard: {
        mode: one('mode', v.picklist(GUARD_MODES), 'not-a-choice'),
        holdUntilScanned: flag('holdUntilScanned'),
        scanTimeLimitMs: seconds === undefined ? undefined : seconds * 1_000,
        onUnfinished: fallback('onUnfinished'),
        onTooLarge: fallback('onTooLarge'),
        onEncrypted: fallback('onEncrypted'),
        onSuspicious: fallback('onSuspicious'),
        alwaysScanBytes: flag('alwaysScanBytes'),
        allow: rules('allow'),
        block: rules('block'),
      },
      preferences: {
        theme: one('theme', v.picklist(THEMES), 'not-a-choice'),
        notifyClean: flag('notifyClean'),
        askBeforeDocuments: flag('askBeforeDocuments'),
        keepDays: count('keepDays'),
        keepRows: count('keepRows'),
      },
    },
    locked,
    faults,
    isUnreadable: false,
  };
}
