/**
 * Makes a function that runs `act`, one run at a time: all calls that come meanwhile are answered by one more run. Settles
 * when that has ended, or rejects with the first run that does.
 */
export function createLatestRun(act: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | undefined;
  let isStale = false;

  async function runUntilFresh(): Promise<void> {
    try {
      do {
        isStale = false;
        await act();
      } while (isStale);
    } finally {
      running = undefined;
    }
  }

  return () => {
    isStale = true;
    running ??= runUntilFresh();
    return running;
  };
}
