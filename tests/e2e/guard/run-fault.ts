import { expect } from '@playwright/test';
import type { FaultScenario } from './fault-scenario.ts';
import { type GuardLab, withLab } from './guard-lab.ts';
import { readRows, rowsOf } from './guard-rows.ts';
import { readLanded, toUnder, wordsFor } from './landed.ts';
import type { SiteFile } from './site-file.ts';
import { openSitePage, startDownloads } from './start-downloads.ts';
import { waitForRows } from './wait-for-rows.ts';

/** Brings a real download to a state, strikes there, and checks that it comes to its right end by itself. */
export async function runFault(
  scenario: FaultScenario,
  strike: (lab: GuardLab) => Promise<void>,
): Promise<void> {
  const { policy = {}, end, isThere } = scenario;
  await withLab({ flavour: 'all', policy }, async (lab) => {
    const { file, others } = await start(lab, scenario);
    await scenario.drive?.(lab, file);
    await waitForRows(lab, file, isThere);
    await strike(lab);
    await scenario.goOn?.(lab, file);
    for (const each of [file, ...others]) await checkEnd(lab, each, end);
  });
}

async function start(
  lab: GuardLab,
  scenario: FaultScenario,
): Promise<{ file: SiteFile; others: SiteFile[] }> {
  const { site, gate } = lab;
  const others: SiteFile[] = [];
  for (let count = 0; count < (scenario.companions ?? 0); count += 1)
    others.push(await site.add(scenario.file));
  const file = await site.add(scenario.file);
  for (const { token } of [...others, file]) gate.plan(token, scenario.plan);
  const { context, otherPage } = lab.now();
  const page = await context.newPage();
  await openSitePage(page, site.url);
  await scenario.prepare?.(lab);
  if (others.length > 0) {
    await startDownloads(site, page, otherPage, others);
    await expect.poll(() => gate.waiting('submit')).toBe(others.length);
  }
  await startDownloads(site, page, otherPage, [file]);
  return { file, others };
}

async function checkEnd(lab: GuardLab, file: SiteFile, end: FaultScenario['end']): Promise<void> {
  await waitForRows(lab, file, ({ hold }) => hold?.state === end.hold);
  await expect
    .poll(async () => {
      const landed = await readLanded(lab.downloadsDir, [file]);
      return wordsFor(landed.get(file.token) ?? []);
    })
    .toBe(end.landed);
  const { hold } = rowsOf(await readRows(lab.now().extensionPage), file.token);
  const own = lab.watch.seen().find(({ name }) => toUnder(name, file.ownName) === 'own');
  const allowedAt = lab.allowedAt.get(file.token) ?? lab.gate.verdictAt(file.token) ?? hold?.finishedAt;
  const wasExposed =
    own !== undefined && (end.landed === 'none' || own.since < (allowedAt ?? Number.POSITIVE_INFINITY));
  // What a browser makes unavoidable must at least be in the history.
  expect({ wasExposed, isMarked: hold?.exposedAt !== undefined }).not.toEqual({
    wasExposed: true,
    isMarked: false,
  });
}
