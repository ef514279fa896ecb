/** Does the same work so often, so many of it at the same time. */
export async function runAtOnce(
  work: () => Promise<unknown>,
  { count, atOnce }: { count: number; atOnce: number },
): Promise<void> {
  let left = count;
  const takeTurns = async () => {
    while (left > 0) {
      left -= 1;
      await work();
    }
  };
  await Promise.all(Array.from({ length: atOnce }, takeTurns));
}
