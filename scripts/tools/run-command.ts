import { untilSignal } from './until-signal.ts';

/**
 * Runs a command until it is done, has failed or is interrupted, ends what it has begun, and with it the process. Why it
 * failed is told on the stream for errors.
 * @param command answers the exit code of the process
 * @param parts what has to be ended at the end, the last begun first
 */
export async function runCommand(
  command: () => Promise<number>,
  parts: AsyncDisposableStack,
): Promise<never> {
  const code = await Promise.race([command(), untilSignal()]).catch((error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    return 1;
  });
  await parts.disposeAsync();
  process.exit(code);
}
