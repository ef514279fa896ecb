/** The line that begins at `at`, one character for each byte, without its ending; `next` is where the next one begins. */
export function readLine(bytes: Buffer, at: number): { line: string; next: number } {
  const newline = bytes.indexOf(0x0a, at);
  const end = newline < 0 ? bytes.length : newline;
  const line = bytes.toString('latin1', at, end);
  return { line: line.endsWith('\r') ? line.slice(0, -1) : line, next: newline < 0 ? end : end + 1 };
}
