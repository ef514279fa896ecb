import type { Connection } from './connection.ts';
import type { GuardPolicy } from './guard-policy.ts';
import type { Overlay } from './overlay.ts';
import type { Preferences } from './preferences.ts';

/** Every setting that an administrator can make, by its name in the policy. `public/managed-schema.json` has the same. */
export const MANAGED_KEYS = [
  'server',
  'token',
  'mode',
  'holdUntilScanned',
  'scanTimeLimitSeconds',
  'onUnfinished',
  'onTooLarge',
  'onEncrypted',
  'onSuspicious',
  'alwaysScanBytes',
  'allow',
  'block',
  'consent',
  'askBeforeDocuments',
  'notifyClean',
  'keepDays',
  'keepRows',
  'theme',
] as const;

export type ManagedKey = (typeof MANAGED_KEYS)[number];

/** What an administrator has set; undefined is what is left to the person. */
export type ManagedPolicy = {
  /** Address as in a connection. */
  server: string | undefined;
  /** For `server`, and for no other. */
  token: string | undefined;
  /** The administrator has agreed for everybody that downloads are sent to the scanner. */
  consent: boolean;
  guard: Overlay<GuardPolicy>;
  preferences: Overlay<Preferences>;
};

/** Why a value counts for nothing. */
export type ManagedReason =
  | 'unknown-key'
  | 'not-a-switch'
  | 'not-a-choice'
  | 'not-a-number'
  | 'not-an-address'
  | 'not-a-token'
  | 'token-without-server'
  | 'not-a-list'
  | 'not-a-rule';

/** A value that could not be taken: its key (`mode`), or its line in a list (`block[2]`, from 0). */
export type ManagedFault = { key: string; reason: ManagedReason };

/** What came of an administrator's policy. Each value counts by itself: one that is wrong costs no other. */
export type ReadManaged = {
  policy: ManagedPolicy;
  /** The settings that the person can't change. */
  locked: ReadonlySet<ManagedKey>;
  faults: readonly ManagedFault[];
  /** The policy can't be read now: this is what was read last. */
  isUnreadable: boolean;
};

export const NOTHING_MANAGED: ReadManaged = {
  policy: { server: undefined, token: undefined, consent: false, guard: {}, preferences: {} },
  locked: new Set(),
  faults: [],
  isUnreadable: false,
};

/** The person's connection with the administrator's over it. */
export function withManagedConnection(own: Connection, { server, token }: ManagedPolicy): Connection {
  if (server === undefined) return own;
  return { server, tokens: token === undefined ? own.tokens : { ...own.tokens, [server]: token } };
}

/** What of a changed connection is the person's own: the administrator's values are never kept as theirs. */
export function toOwnConnection(
  changed: Connection,
  own: Connection,
  { server, token }: ManagedPolicy,
): Connection {
  if (server === undefined) return changed;
  if (token === undefined) return { ...changed, server: own.server };
  const { [server]: _managed, ...tokens } = changed.tokens;
  const before = Object.hasOwn(own.tokens, server) ? own.tokens[server] : undefined;
  return { server: own.server, tokens: before === undefined ? tokens : { ...tokens, [server]: before } };
}
