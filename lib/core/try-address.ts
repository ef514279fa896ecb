import { type ConnectionFacts, type DownloadDecision, decideDownload } from './decide-download.ts';
import type { GuardPolicy } from './guard-policy.ts';
import { toTarget } from './target.ts';

/** A download that a person makes up, to see what the settings would do with it. */
export type TriedDownload = {
  address: string;
  /** '' for the one in the address. */
  name: string;
  /** Bytes, where given. */
  size?: number | undefined;
};

export type TriedAddress =
  | { ok: true; decision: DownloadDecision; address: string; name: string }
  | { ok: false };

/**
 * What would be done with a download from an address, by the very decisions that real ones go through. An address
 * without a scheme is taken for one of `https:`.
 */
export function tryAddress(
  policy: GuardPolicy,
  { address, name, size }: TriedDownload,
  connection: ConnectionFacts,
): TriedAddress {
  const text = address.trim();
  const whole = /^[a-z][a-z\d+.-]*:(?!\d+(\/|$))/i.test(text) ? text : `https://${text}`;
  const url = URL.parse(whole);
  if (text === '' || url === null || /\s/.test(text)) return { ok: false };
  const named = name.trim() || toTarget(whole).name;
  const decision = decideDownload(
    policy,
    {
      addresses: [whole],
      page: '',
      name: named,
      size,
      canBeHeld: true,
    },
    connection,
  );
  return { ok: true, decision, address: whole, name: named };
}
