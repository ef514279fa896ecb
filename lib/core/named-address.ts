const NAME_MARK = '#name=';

/**
 * An address that says by its end what a download of it is to be called. Where we have a listener for names, Chromium
 * forgets the one that was told with the download, and asks us; and nothing else tells us then which it was. A mark that
 * is there already is left.
 */
export function toNamedAddress(address: string, name: string): string {
  return address.includes('#') ? address : `${address}${NAME_MARK}${encodeURIComponent(name)}`;
}

/** The name at the end of an address; undefined where there is none. */
export function nameInAddress(address: string): string | undefined {
  const start = address.indexOf(NAME_MARK);
  if (start < 0) return undefined;
  try {
    return decodeURIComponent(address.slice(start + NAME_MARK.length));
  } catch {
    return undefined;
  }
}
