import type { ExtensionPage } from './cell-lab.ts';
import { type FileRows, readRows, rowsOf } from './guard-rows.ts';
import type { SiteFile } from './site-file.ts';
import { until } from './until.ts';

/** Longer than the browser's window, and than the alarm that wakes a worker which died. */
const PATIENCE_MS = 60_000;
/** Each look reads the whole database in the browser, which has other things to do. */
const LOOK_EVERY_MS = 100;

/**
 * Waits until the rows of a file are as wanted.
 * @throws Error that tells how they are instead
 */
export async function waitForRows(
  lab: { now: () => { extensionPage: ExtensionPage } },
  { token }: Pick<SiteFile, 'token'>,
  isWanted: (rows: FileRows) => boolean,
  patienceMs = PATIENCE_MS,
): Promise<FileRows> {
  const look = async () => {
    const rows = rowsOf(await readRows(lab.now().extensionPage), token);
    return isWanted(rows) ? rows : undefined;
  };
  const found = await until(look, Date.now() + patienceMs, LOOK_EVERY_MS);
  if (found !== undefined) return found;
  const { scan, hold } = rowsOf(await readRows(lab.now().extensionPage), token);
  throw new Error(
    `After ${patienceMs / 1_000} s: scan ${JSON.stringify(scan)}, hold ${JSON.stringify(hold)}`,
  );
}
