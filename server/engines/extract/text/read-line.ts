/** A longer line is read as several: no line of the formats here has so many characters. */
const MAX_LINE_BYTES = 2_000;

/** The line that begins at `at`, one character for each byte, without its ending; `next` is where the next one begins. */
export function readLine(bytes: Buffer, at: number): { line: string; next: number } {
  const piece = bytes.subarray(at, at + MAX_LINE_BYTES);
  const newline = piece.indexOf(0x0a);
  const line = piece.toString('latin1', 0, newline < 0 ? piece.length : newline);
  return {
    line: line.endsWith('\r') ? line.slice(0, -1) : line,
    next: at + (newline < 0 ? piece.length : newline + 1),
  };
}
