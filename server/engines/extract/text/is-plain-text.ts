/** Types that encoded files may stand in. Of mail, the bodies come decoded as files of their own. */
export function isPlainText(mime: string): boolean {
  return mime.startsWith('text/') || mime === 'application/xml' || mime === 'image/svg+xml';
}
