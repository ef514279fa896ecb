import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { KEPT_THEME } from '../lib/core/kept-theme.ts';

/** Pages load this before anything else, so that their first paint is in the theme that was chosen. */
export default defineUnlistedScript(() => {
  document.documentElement.dataset.theme = localStorage.getItem(KEPT_THEME) ?? 'system';
});
