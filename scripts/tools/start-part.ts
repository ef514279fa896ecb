/**
 * Starts something that is ended together with the rest. Where the end comes while it is still starting, it is ended
 * as soon as it has started: nothing is left behind.
 * @param parts what has to be ended, the last begun first
 * @throws what `start` throws, and Error where the end has come before it
 */
export async function startPart<T>(
  parts: AsyncDisposableStack,
  start: () => Promise<T>,
  end: (part: T) => Promise<void>,
): Promise<T> {
  if (parts.disposed) throw new Error('The end came before everything had started.');
  const starting = start();
  parts.defer(async () => {
    const started = await starting.then(
      (part) => ({ part }),
      // Whoever waits for the start is told of it.
      () => undefined,
    );
    if (started !== undefined) await end(started.part);
  });
  return await starting;
}
