import * as v from 'valibot';
import type { GuardPolicy } from '../core/guard-policy.ts';
import type { Preferences } from '../core/preferences.ts';
import { parseServerAddress } from '../core/server-address.ts';
import { readImportedPreferences } from './imported-preferences.ts';
import { readPolicyFields } from './policy-fields.ts';

/** The settings as they stand in an exported file. Neither tokens nor the consent are among them. */
export type SettingsFile = { server: string | null; policy: GuardPolicy; preferences: Preferences };

/** Everything of an exported file; the rows of the history are not looked at yet. */
export type ReadFile = {
  settings: SettingsFile | undefined;
  /** Fields that could not be read, or are not to be taken: they are as they were here before. */
  untaken: readonly string[];
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
    server: v.optional(v.unknown()),
    policy: v.record(v.string(), v.unknown()),
    preferences: v.optional(v.unknown()),
  }),
  history: History,
});

/**
 * Reads an exported file: of everything, or of the history only.
 * @param here what holds: what of the file's is missing or can't be read stays as it is
 * @param hasHistory there are scans here, which the file must not make go
 * @returns undefined where it is no file of Sluice
 */
export function readSettingsFile(
  text: string,
  here: SettingsFile,
  hasHistory: boolean,
): ReadFile | undefined {
  const value = parseJson(text);
  const history = v.safeParse(History, value);
  if (history.success) return { settings: undefined, untaken: [], scans: history.output.scans };
  const all = v.safeParse(All, value);
  if (!all.success) return undefined;
  const { settings } = all.output;
  const { policy, unreadable } = readPolicyFields(settings.policy, here.policy);
  const { preferences, untaken } = readImportedPreferences(
    settings.preferences,
    here.preferences,
    hasHistory,
  );
  // A file without a scanner says nothing of the one here.
  const server = settings.server == null ? here.server : toServer(settings.server);
  return {
    settings: { server: server ?? here.server, policy, preferences },
    untaken: [...(server === undefined ? ['server'] : []), ...unreadable, ...untaken],
    scans: all.output.history.scans,
  };
}

function toServer(value: unknown): string | undefined {
  const parsed = typeof value === 'string' ? parseServerAddress(value) : undefined;
  return parsed?.ok ? parsed.server : undefined;
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
