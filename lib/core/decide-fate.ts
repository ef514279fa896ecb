import type { GuardOutcome } from './guard-outcome.ts';
import type { Fallback, GuardPolicy } from './guard-policy.ts';
import type { WithheldReason } from './scan.ts';
import { VERDICTS } from './verdict.ts';

/**
 * Why a file was let go, kept, removed or asked about. They are stored with the holds: one may be added, but never
 * renamed or taken away.
 */
export const FATE_REASONS = [
  ...VERDICTS,
  'encrypted',
  'different-file',
  'too-large',
  'failed',
  'no-bytes',
  'time-limit',
  'not-sendable',
  // Its host is private, and the scanner stands outside.
  'private-host',
  // A line of the allow list.
  'allow-rule',
  // A line of the block list.
  'block-rule',
  // Somebody clicked, without having been asked.
  'choice',
] as const;

export type FateReason = (typeof FATE_REASONS)[number];

/**
 * What becomes of a file:
 * `release` – it was found clean and gets its own name;
 * `keep` – it gets its own name although it was not, since the policy says so;
 * `remove` – the policy wants it gone;
 * `ask` – it stays as it is until a person decides.
 */
export type Fate =
  | { do: 'release'; because: 'clean' }
  | { do: 'keep' | 'remove' | 'ask'; because: FateReason };

/** What the policy says of a file after its scan. "Clean", and nothing else, is a release. */
export function decideFate(policy: GuardPolicy, outcome: GuardOutcome): Fate {
  const because = toReason(outcome);
  if (because === 'clean') return { do: 'release', because };
  switch (policy.mode) {
    case 'off':
    case 'silent':
      return { do: 'keep', because };
    case 'warn':
    case 'block':
      return { do: toAction(policy, because), because };
  }
}

function toReason(outcome: GuardOutcome): FateReason {
  switch (outcome.kind) {
    case 'verdict':
      return outcome.verdict;
    case 'withheld':
      return toWithheldReason(outcome.reason);
    case 'encrypted':
    case 'different-file':
    case 'too-large':
    case 'failed':
    case 'no-bytes':
    case 'time-limit':
      return outcome.kind;
  }
}

function toWithheldReason(reason: WithheldReason): FateReason {
  switch (reason) {
    case 'allow-rule':
    case 'private-host':
    case 'block-rule':
    case 'too-large':
      return reason;
    case 'unsupported-scheme':
    case 'too-long':
    case 'other-scanner':
    case 'file-removed':
    case 'not-agreed':
      return 'not-sendable';
  }
}

function toAction(policy: GuardPolicy, because: Exclude<FateReason, 'clean'>): Fallback {
  switch (because) {
    case 'malicious':
    // The scanner's own policy forbids it: the vendor's code for it is "BLK".
    case 'restricted':
    case 'block-rule':
      return policy.mode === 'block' ? 'remove' : 'ask';
    case 'suspicious':
    case 'spam':
      return policy.onSuspicious;
    case 'encrypted':
      return policy.onEncrypted;
    case 'too-large':
      return policy.onTooLarge;
    case 'unknown':
    case 'different-file':
    case 'failed':
    case 'no-bytes':
    case 'time-limit':
    case 'not-sendable':
      return policy.onUnfinished;
    // The policy keeps it from the scanner, so it can't be held against the file that it was not scanned.
    case 'private-host':
    case 'allow-rule':
      return 'keep';
    case 'choice':
      return 'ask';
  }
}
