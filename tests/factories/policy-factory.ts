import type { DownloadFacts } from '../../lib/core/decide-download.ts';
import { CONSENTED_POLICY, type GuardPolicy } from '../../lib/core/guard-policy.ts';

/** The policy after consent; what a test is about is given. */
export function aPolicy(given: Partial<GuardPolicy> = {}): GuardPolicy {
  return { ...CONSENTED_POLICY, ...given };
}

/** A plain download of a public link, which the browser can hold. */
export function someDownloadFacts(given: Partial<DownloadFacts> = {}): DownloadFacts {
  return {
    addresses: ['https://files.example.org/setup.exe'],
    page: 'https://www.example.org/',
    name: 'setup.exe',
    size: 1_000,
    canBeHeld: true,
    ...given,
  };
}
