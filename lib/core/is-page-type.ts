/** As servers name the type of a page: a MIME type, or a word of their own. */
const PAGE = /^(text\/html|application\/xhtml\+xml|x?html?)\b/i;

/** Tells whether a scanner's or a browser's word for a type means a web page. */
export function isPageType(type: string): boolean {
  return PAGE.test(type.trim());
}
