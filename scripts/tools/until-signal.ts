/** Exit code of a program that a person ended with Ctrl+C, as shells have it. */
const INTERRUPTED = 130;

/**
 * Waits for Ctrl+C, or for the system to ask for an end. Later signals do nothing: npm and the bootstrap pass on what
 * the terminal has sent already, and a second one must not cut the cleaning up short.
 */
export function untilSignal(): Promise<number> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
      process.on(signal, () => resolve(INTERRUPTED));
    }
  });
}
