/** The popup's own size, in CSS pixels: a wider picture has a dead strip at its side. */
export const POPUP_SIZE = { width: 385, height: 600 };
