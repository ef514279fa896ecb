/** `\\?\C:\…` and `\\?\UNC\server\share\…`: how Windows writes paths that are longer than 260 characters. */
const LONG_PATH = /^\\\\\?\\(?:UNC(?=\\))?/i;
const DRIVE = /^[a-z]:[\\/]/i;
/** A server and a share, which a path on another machine begins with. */
const SHARE = /^\\\\[^\\/]+[\\/]/;
/** Half of a surrogate pair: Windows allows it in names, UTF-8 does not. */
const HALF_LETTER = /\p{Surrogate}/u;

/**
 * The `file:` address of an absolute path, as POSIX or Windows writes it: with a drive or a share.
 * Nothing for a path that is not absolute, or that no address can name.
 */
export function toFileAddress(path: string): string | undefined {
  // `\\?\UNC\server` stands for `\\server`.
  const plain = path.replace(LONG_PATH, (prefix) => (/unc$/i.test(prefix) ? '\\' : ''));
  if (HALF_LETTER.test(plain)) return undefined;
  if (plain.startsWith('/')) return `file://${encode(plain.split('/'))}`;
  if (DRIVE.test(plain)) return `file:///${plain.slice(0, 2)}${encode(plain.slice(2).split(/[\\/]/))}`;
  if (SHARE.test(plain)) return `file://${encode(plain.slice(2).split(/[\\/]/))}`;
  return undefined;
}

/** In a path `#`, `?` and `%` are letters like others; in an address they are not. */
function encode(segments: readonly string[]): string {
  return segments.map(encodeURIComponent).join('/');
}
