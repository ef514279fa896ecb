/** A link's parts that may be shown and logged: no user name, password, query or fragment, where secrets travel. */
export function toSafeUrl(url: URL): string {
  return `${url.protocol}//${url.host}${url.pathname}`;
}
