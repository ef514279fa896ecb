import type { GuardLab } from './guard-lab.ts';
import type { NewSiteFile } from './site.ts';
import type { SiteFile } from './site-file.ts';
import type { VerdictPlan } from './verdict-gate.ts';

/** Puts files on the site, whose verdicts come as planned; the scanner's own time without a plan. */
export async function useSite(
  { site, gate }: GuardLab,
  wanted: readonly NewSiteFile[],
  plan?: VerdictPlan,
): Promise<SiteFile[]> {
  const files = await Promise.all(wanted.map(site.add));
  if (plan !== undefined) for (const { token } of files) gate.plan(token, plan);
  return files;
}
