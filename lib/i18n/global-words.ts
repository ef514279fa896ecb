import { i18n } from '#i18n';
import type { GuardPolicy } from '../core/guard-policy.ts';
import type { Problem } from '../core/problem.ts';
import { footerWords } from './footer-words.ts';
import { serverName } from './server-name.ts';

/** What holds for everything that Sluice does now. */
export type GlobalState = {
  server: string | null;
  policy: GuardPolicy;
  /** The browser lets Sluice hold downloads. */
  mayHold: boolean;
  isOnline: boolean;
  /** There is no room for copies. */
  isDiskFull: boolean;
  /** What keeps a scan under way from going on, where something does. */
  trouble: Problem | undefined;
};

/** Says in a line what is the matter, or what is done with downloads where nothing is. */
export function globalWords(state: GlobalState): { text: string; isTrouble: boolean } {
  const { server, policy, mayHold, isOnline, isDiskFull, trouble } = state;
  if (!isOnline) return { text: i18n.t('footer.offline'), isTrouble: true };
  if (isDiskFull) return { text: i18n.t('footer.diskFull'), isTrouble: true };
  if (trouble === 'rate-limited')
    return { text: i18n.t('footer.rateLimited', [serverName(server)]), isTrouble: true };
  return { text: footerWords(policy, mayHold), isTrouble: false };
}
