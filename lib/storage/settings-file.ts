import * as v from 'valibot';
import type { GuardPolicy } from '../core/guard-policy.ts';
import type { Preferences } from '../core/preferences.ts';
import { parseServerAddress } from '../core/server-address.ts';
import { readPolicyFields } from './policy-fields.ts';
import { readPreferences } from './preference-store.ts';

/** The settings as they stand in an exported file. Neither tokens nor the consent are among them. */
export type SettingsFile = { server: string | null; policy: GuardPolicy; preferences: Preferences };

/** Everything of an exported file; the rows of the history are not looked at yet. */
export type ReadFile = {
  settings: SettingsFile | undefined;
  /** Fields of the policy that could not be read: they are as they were here before. */
  unreadable: readonly string[];
  scans: readonly unknown[];
};

const History = v.object({
  format: v.literal('sluice-history'),
  version: v.literal(1),
  scans: v.array(v.unknown()),
});
const All = v.object({
  format: v.literal('sluice'),
  version: v.literal(1),
  settings: v.object({
    server: v.nullable(v.string()),
    policy: v.record(v.string(), v.unknown()),
    preferences: v.unknown(),
  }),
  history: History,
});

/**
 * Reads an exported file: of everything, or of the history only.
 * @param policy that holds here: what of the file's can't be read stays as it is
 * @returns undefined where it is no file of Sluice
 */
export function readSettingsFile(text: string, policy: GuardPolicy): ReadFile | undefined {
  const value = parseJson(text);
  const history = v.safeParse(History, value);
  if (history.success) return { settings: undefined, unreadable: [], scans: history.output.scans };
  const all = v.safeParse(All, value);
  if (!all.success) return undefined;
  const { settings } = all.output;
  const read = readPolicyFields(settings.policy, policy);
  const parsed = parseServerAddress(settings.server ?? '');
  return {
    settings: {
      server: parsed.ok ? parsed.server : null,
      policy: read.policy,
      preferences: readPreferences(settings.preferences),
    },
    unreadable: read.unreadable,
    scans: all.output.history.scans,
  };
}

/** The text of a file up to its history, which follows as a file of its own. */
export function toSettingsFileHead(settings: SettingsFile): string {
  return `{"format":"sluice","version":1,"settings":${JSON.stringify(settings)},"history":`;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
