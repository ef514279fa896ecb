import type { GuardLab } from '../../tests/e2e/guard/guard-lab.ts';

/** Closes all pages but an empty one, and lets go of the browser: it stops no worker that somebody watches. */
export async function leaveUnwatched(lab: GuardLab): Promise<void> {
  const { context, disconnect } = lab.now();
  const [first, ...others] = context.pages();
  await first?.goto('about:blank');
  for (const page of others) await page.close();
  await disconnect();
}
