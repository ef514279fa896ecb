import type { Page } from '@playwright/test';
import { until } from './guard/until.ts';
import type { Sluice } from './open-sluice.ts';

/** The page that a new installation opens by itself. */
export async function findWelcome({ context }: Sluice): Promise<Page> {
  const look = async () => context.pages().find((page) => page.url().endsWith('/welcome.html'));
  const welcome = await until(look, Date.now() + 30_000);
  if (welcome === undefined) throw new Error('No welcome page was opened.');
  await welcome.getByRole('heading', { level: 1 }).waitFor();
  return welcome;
}
