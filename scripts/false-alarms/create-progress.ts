/** How far a run is. */
export type RunState = { files: number; bytes: number; suspicious: number; malicious: number; none: number };

const EVERY_MS = 5_000;

/**
 * Tells how far a run is, at most every five seconds: between two files, so that one large file may take longer.
 * @param now milliseconds, of a clock that only goes forward.
 */
export function createProgress(total: number, now: () => number, write: (line: string) => void) {
  const started = now();
  let told = started;
  return (state: RunState): void => {
    if (now() - told < EVERY_MS) return;
    told = now();
    write(toProgressLine(state, total, (told - started) / 1_000));
  };
}

function toProgressLine(
  { files, bytes, suspicious, malicious, none }: RunState,
  total: number,
  seconds: number,
): string {
  const rate = `${(files / seconds).toFixed(1)} files and ${(bytes / 1e6 / seconds).toFixed(1)} MB a second`;
  const found = `${malicious} malicious, ${suspicious} suspicious, ${none} without a verdict`;
  return `… ${files} of ${total} files after ${seconds.toFixed(0)} s, ${rate}: ${found}`;
}
