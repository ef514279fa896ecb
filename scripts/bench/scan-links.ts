import { isAtRest } from '../../lib/core/scan-machine.ts';
import type { GuardLab } from '../../tests/e2e/guard/guard-lab.ts';
import { readRows } from '../../tests/e2e/guard/guard-rows.ts';
import type { SiteFile } from '../../tests/e2e/guard/site-file.ts';
import { until } from '../../tests/e2e/guard/until.ts';
import { useSite } from '../../tests/e2e/guard/use-site.ts';
import type { VerdictPlan } from '../../tests/e2e/guard/verdict-gate.ts';

/** The part of `chrome` that is used inside a page of the extension. */
declare const chrome: { runtime: { sendMessage: (message: object) => Promise<unknown> } };

const PATIENCE_MS = 900_000;
const LOOK_EVERY_MS = 500;

/**
 * Has so many links scanned, all asked for at once as pasted addresses are, and waits until each is at rest.
 * @throws Error where some never are
 */
export async function scanLinks(lab: GuardLab, count: number, plan?: VerdictPlan): Promise<SiteFile[]> {
  const files = await askForLinks(lab, count, plan);
  const { extensionPage } = lab.now();
  const areDone = async () => {
    // To read thousands of rows again and again would take the time that is measured.
    if (!files.every(({ token }) => lab.gate.verdictAt(token) !== undefined)) return undefined;
    const { scans } = await readRows(extensionPage);
    return scans.filter(({ state }) => isAtRest(state)).length >= count ? true : undefined;
  };
  const areAtRest = await until(areDone, Date.now() + PATIENCE_MS, LOOK_EVERY_MS);
  if (areAtRest === undefined)
    throw new Error(`Of ${count} scans not all came to rest in ${PATIENCE_MS / 1_000} s.`);
  return files;
}

/** The same without waiting for their ends: answers when all are accepted. */
export async function askForLinks(lab: GuardLab, count: number, plan?: VerdictPlan): Promise<SiteFile[]> {
  const wanted = Array.from({ length: count }, () => ({ kind: 'get-small', finding: 'clean' }) as const);
  const files = await useSite(lab, wanted, plan);
  await lab.now().extensionPage.evaluate(
    (addresses) =>
      Promise.all(
        addresses.map((address) =>
          chrome.runtime.sendMessage({ name: 'scan', request: { address, source: 'paste' } }),
        ),
      ),
    files.map(({ address }) => address),
  );
  return files;
}
