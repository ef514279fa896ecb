/**
 * The name of a stream for people and for rules: `[1]Ole10Native` for what begins with a byte of 1, as 7-Zip writes it,
 * and no slash or control character that could pass for another path.
 */
export function toPartName(path: readonly string[]): string {
  return path.map(toPlainName).join('/');
}

function toPlainName(name: string): string {
  const first = name.charCodeAt(0);
  const marked = first < 32 ? `[${first}]${name.slice(1)}` : name;
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is replaced
  const plain = marked.replace(/[\x00-\x1f/\\]/g, '_').toWellFormed();
  return plain === '' ? '_' : plain;
}
