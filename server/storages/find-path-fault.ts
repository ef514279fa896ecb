/** The longest part of a path that common file systems store, in bytes. */
const MAX_PART_BYTES = 255;

/**
 * Looks whether a path can name a file below the top of its storage. The path is taken as it is, nothing in it is ever
 * decoded; what would lead elsewhere once decoded is refused all the same, since a proxy or a bucket's server may decode.
 * @returns what is wrong with it, for people; null when it may be used.
 */
export function findPathFault(path: string): string | null {
  const slashes = path.split('/').length;
  for (const form of toDecodedForms(path)) {
    const fault = findFault(form);
    if (fault !== null) return fault;
    if (form.split('/').length !== slashes) return 'Percent-encoded slashes are not allowed.';
  }
  return null;
}

function findFault(path: string): string | null {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is refused
  if (/[\x00-\x1f\x7f]/.test(path)) return 'Control characters are not allowed.';
  if (path.includes('\\')) return 'Backslashes are not allowed. Put / between folders.';
  if (path.startsWith('/') || /^[a-z]:/i.test(path))
    return 'Absolute paths are not allowed. Begin at the top of the storage.';
  const parts = path.split('/');
  if (parts.includes('..') || parts.includes('.')) return 'The parts . and .. are not allowed.';
  if (parts.includes('')) return 'Empty parts are not allowed: no double slash, and none at the end.';
  if (parts.some((part) => Buffer.byteLength(part) > MAX_PART_BYTES))
    return `Each part may take at most ${MAX_PART_BYTES} bytes.`;
  return null;
}

/** The path, and what it becomes when it is decoded once, twice and so on until nothing changes. */
function toDecodedForms(path: string): string[] {
  const forms = [path];
  for (let form = path, next = decode(form); next !== form; form = next, next = decode(form))
    forms.push(next);
  return forms;
}

/** Decodes byte by byte, so that a stray percent sign elsewhere in the path does not hide an encoded part. */
function decode(text: string): string {
  return text.replace(/%([0-7][0-9a-f])/gi, (_all, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
}
