import { KEPT_THEME } from '../lib/core/kept-theme.ts';
import type { PreferenceStore } from '../lib/storage/preference-store.ts';

/** Shows a page in the theme that was chosen, from now on, and keeps it for the first paint of the next page. */
export function followTheme(preferences: Pick<PreferenceStore, 'load' | 'subscribe'>): void {
  async function show(): Promise<void> {
    const { theme } = await preferences.load();
    document.documentElement.dataset.theme = theme;
    localStorage.setItem(KEPT_THEME, theme);
  }
  // A theme that can't be read stays as it is: everything else on the page still works.
  const follow = () => void show().catch(() => {});
  preferences.subscribe(follow);
  follow();
}
