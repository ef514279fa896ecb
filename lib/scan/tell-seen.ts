import type { AlertStore } from '../storage/alert-store.ts';

export type TellSeenDeps = {
  alerts: Pick<AlertStore, 'load' | 'subscribe'>;
  /** Tells the background that the results are looked at. */
  send: () => Promise<void>;
  page: Pick<Document, 'visibilityState' | 'addEventListener'>;
};

/** Ends the alarm of the toolbar button whenever this page, which shows the results, is in sight. Never throws. */
export function tellSeen({ alerts, send, page }: TellSeenDeps): void {
  async function tell(): Promise<void> {
    if (page.visibilityState === 'visible' && (await alerts.load())) await send();
  }
  // An alarm that stays is no reason to show nothing.
  const tellQuietly = () => void tell().catch(() => {});
  tellQuietly();
  alerts.subscribe(tellQuietly);
  page.addEventListener('visibilitychange', tellQuietly);
}
