import * as v from 'valibot';
import type { DownloadRule } from '../core/download-rule.ts';
import { FALLBACKS, GUARD_MODES, type GuardPolicy } from '../core/guard-policy.ts';
import { MAX_TIME_LIMIT_MS, MIN_TIME_LIMIT_MS } from '../core/scan-time-limit.ts';
import type { PolicyFields } from './policy-migrations.ts';
import { RuleSchema } from './rule-schema.ts';

const Fallback = v.picklist(FALLBACKS);
const TimeLimit = v.pipe(v.number(), v.minValue(MIN_TIME_LIMIT_MS), v.maxValue(MAX_TIME_LIMIT_MS));

/** A policy, and what of the stored one could not be understood, by field (`mode`) or rule (`block[2]`). */
export type ReadPolicy = { policy: GuardPolicy; unreadable: readonly string[] };

/**
 * Reads a policy field by field: what is missing or can't be understood falls back to the default, and nothing else
 * does. Of a list, only the rules that can't be understood are left out.
 */
export function readPolicyFields(fields: PolicyFields, defaults: GuardPolicy): ReadPolicy {
  const unreadable: string[] = [];

  function one<T>(name: keyof GuardPolicy, schema: v.GenericSchema<unknown, T>, fallback: T): T {
    if (fields[name] === undefined) return fallback;
    const parsed = v.safeParse(schema, fields[name]);
    if (!parsed.success) unreadable.push(name);
    return parsed.success ? parsed.output : fallback;
  }

  function rules(name: 'allow' | 'block'): readonly DownloadRule[] {
    const listed = one<unknown[] | undefined>(name, v.array(v.unknown()), undefined);
    if (listed === undefined) return defaults[name];
    return listed.flatMap((rule, index) => {
      const parsed = v.safeParse(RuleSchema, rule);
      if (!parsed.success) unreadable.push(`${name}[${index}]`);
      return parsed.success ? [parsed.output] : [];
    });
  }

  const policy: GuardPolicy = {
    mode: one('mode', v.picklist(GUARD_MODES), defaults.mode),
    holdUntilScanned: one('holdUntilScanned', v.boolean(), defaults.holdUntilScanned),
    scanTimeLimitMs: one('scanTimeLimitMs', TimeLimit, defaults.scanTimeLimitMs),
    onUnfinished: one('onUnfinished', Fallback, defaults.onUnfinished),
    onTooLarge: one('onTooLarge', Fallback, defaults.onTooLarge),
    onEncrypted: one('onEncrypted', Fallback, defaults.onEncrypted),
    onSuspicious: one('onSuspicious', Fallback, defaults.onSuspicious),
    alwaysScanBytes: one('alwaysScanBytes', v.boolean(), defaults.alwaysScanBytes),
    allow: rules('allow'),
    block: rules('block'),
  };
  return { policy, unreadable };
}
