/** Where pages keep the theme that was chosen, for the next one to read before it paints: `localStorage`. */
export const KEPT_THEME = 'theme';
