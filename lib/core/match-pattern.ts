/** A pattern taken apart. `path` may hold `*`, which stands for any characters. */
type MatchPattern = { scheme: string; host: string; port: string; path: string };

const PATTERN = /^(\*|https?):\/\/(\*|(?:\*\.)?[^*/:[\]?#@\s]+|\[[\da-f:.]+\])(?::(\d+|\*))?(\/.*)$/i;

/**
 * Tells whether a text is a match pattern: `https://*.example.org/reports/*`. A `*` as the scheme stands for `http`
 * and `https`, `*.` before a host for that host and all below it; without a port, any port matches.
 */
export function isMatchPattern(text: string): boolean {
  return parse(text) !== undefined;
}

/**
 * Tells whether an address of the web matches a pattern. Scheme, host and path are compared each by itself: a star in
 * the host never reaches into the path, or `https://evil.example/.example.org/` would pass for a host of example.org.
 * A text that is no pattern matches nothing.
 */
export function matchesPattern(address: string, text: string): boolean {
  const pattern = parse(text);
  const url = URL.parse(address);
  if (pattern === undefined || url === null) return false;
  const scheme = url.protocol.slice(0, -1);
  if (scheme !== 'http' && scheme !== 'https') return false;
  return (
    (pattern.scheme === '*' || pattern.scheme === scheme) &&
    matchesHost(url.hostname, pattern.host) &&
    matchesPort(url, pattern.port) &&
    matchesGlob(url.pathname + url.search, pattern.path)
  );
}

/**
 * Tells whether a host is the named one. `*.example.org` names example.org and every host below it, `*` all.
 * @param hostname as in `URL.hostname`
 */
export function matchesHost(hostname: string, named: string): boolean {
  const host = withoutDots(hostname);
  const name = named.trim();
  if (host === '') return false;
  if (name === '*') return true;
  if (!name.startsWith('*.')) return host === toHostname(name);
  const parent = toHostname(name.slice(2));
  return parent !== '' && (host === parent || host.endsWith(`.${parent}`));
}

function parse(text: string): MatchPattern | undefined {
  const [, scheme, host, port = '*', path] = PATTERN.exec(text.trim()) ?? [];
  if (scheme === undefined || host === undefined || path === undefined) return undefined;
  return { scheme: scheme.toLowerCase(), host, port, path };
}

function withoutDots(host: string): string {
  return host.trim().toLowerCase().replace(/\.+$/, '');
}

/** As the browser writes a host: people write `münchen.de`, addresses hold `xn--mnchen-3ya.de`. */
function toHostname(host: string): string {
  return withoutDots(URL.parse(`http://${host}/`)?.hostname ?? '');
}

function matchesPort(url: URL, port: string): boolean {
  const standard = url.protocol === 'https:' ? '443' : '80';
  return port === '*' || port === (url.port || standard);
}

/** In time that grows with the two lengths only: patterns and addresses come from other people. */
function matchesGlob(text: string, glob: string): boolean {
  const parts = glob.split('*');
  const first = parts[0] ?? '';
  const last = parts.at(-1) ?? '';
  if (parts.length === 1) return text === glob;
  if (!text.startsWith(first) || !text.endsWith(last) || text.length < first.length + last.length)
    return false;
  let from = first.length;
  const end = text.length - last.length;
  for (const part of parts.slice(1, -1)) {
    const at = text.indexOf(part, from);
    if (at < 0 || at + part.length > end) return false;
    from = at + part.length;
  }
  return true;
}
