import { expect, vi } from 'vitest';
import type { Hold, LostReason } from '../../../lib/core/hold.ts';
import type { HoldState } from '../../../lib/core/hold-machine.ts';
import { readLanded, toUnder, wordsFor } from '../../e2e/guard/landed.ts';
import type { SiteFile } from '../../e2e/guard/site-file.ts';
import { waitForRows } from '../../e2e/guard/wait-for-rows.ts';
import type { FirefoxLab } from './firefox-lab.ts';

const PATIENCE = { timeout: 30_000, interval: 50 };

/** What became of a download in the end. */
export type FileEnd = {
  hold: HoldState;
  /** What lies in the folder, as in `wordsFor`; left out where that is up to the browser. */
  landed?: string;
  lostBecause?: LostReason;
};

/** Waits for the end of a download, and sees that the history tells whether it could be opened too early. */
export async function expectEnd(lab: FirefoxLab, file: SiteFile, end: FileEnd): Promise<Hold | undefined> {
  const isOver = ({ hold }: { hold: Hold | undefined }) =>
    hold?.state === end.hold && hold.lostBecause === end.lostBecause && hold.notice !== 'due';
  const { hold } = await waitForRows(lab, file, isOver);
  const { landed } = end;
  if (landed !== undefined)
    await vi.waitFor(async () => expect(await landedOf(lab, file)).toBe(landed), PATIENCE);
  expect({ wasExposed: wasExposed(lab, file), isMarked: hold?.exposedAt !== undefined }).not.toEqual({
    wasExposed: true,
    isMarked: false,
  });
  return hold;
}

async function landedOf({ downloadsDir }: FirefoxLab, file: SiteFile): Promise<string> {
  return wordsFor((await readLanded(downloadsDir, [file])).get(file.token) ?? []);
}

/** Whether it stood under its own name before its verdict. */
export function wasExposed({ watch, gate }: FirefoxLab, file: SiteFile): boolean {
  const own = watch.seen().find(({ name }) => toUnder(name, file.ownName) === 'own');
  return own !== undefined && own.since < (gate.verdictAt(file.token) ?? Number.POSITIVE_INFINITY);
}
