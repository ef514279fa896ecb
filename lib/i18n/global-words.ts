import { i18n } from '#i18n';
import type { GuardPolicy } from '../core/guard-policy.ts';
import type { ScannerTrouble } from '../core/scanner-trouble.ts';
import { footerWords } from './footer-words.ts';
import { serverName } from './server-name.ts';

/** What holds for everything that Sluice does now. */
export type GlobalState = {
  hasConsent: boolean;
  server: string | null;
  policy: GuardPolicy;
  /** The browser lets Sluice hold downloads. */
  mayHold: boolean;
  isOnline: boolean;
  /** There is no room for copies. */
  isDiskFull: boolean;
  /** What is the matter with the scanner, where something is. */
  trouble: ScannerTrouble | undefined;
};

/**
 * Says in a line what is the matter, or what is done with downloads where nothing is. What is set up first comes first:
 * without the consent or a scanner nothing is scanned, whatever the policy says.
 */
export function globalWords(state: GlobalState): { text: string; isTrouble: boolean } {
  const { hasConsent, server, policy, mayHold } = state;
  if (!hasConsent) return { text: i18n.t('footer.noConsent'), isTrouble: false };
  if (server === null && policy.mode !== 'off')
    return { text: i18n.t('footer.notConnected'), isTrouble: false };
  const text = troubleWords(state);
  return text === undefined
    ? { text: footerWords(policy, mayHold), isTrouble: false }
    : { text, isTrouble: true };
}

function troubleWords({ isOnline, isDiskFull, trouble, server }: GlobalState): string | undefined {
  if (!isOnline) return i18n.t('footer.offline');
  if (isDiskFull) return i18n.t('footer.diskFull');
  switch (trouble) {
    case 'token-refused':
      return i18n.t('footer.tokenRefused', [serverName(server)]);
    case 'unreachable':
      return i18n.t('footer.unreachable', [serverName(server)]);
    case 'rate-limited':
      return i18n.t('footer.rateLimited', [serverName(server)]);
    case 'other':
    case undefined:
      return undefined;
  }
}
