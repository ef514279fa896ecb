import type { FolderWatch } from '../../tests/e2e/guard/folder-watch.ts';
import type { SiteFile } from '../../tests/e2e/guard/site-file.ts';
import { until } from '../../tests/e2e/guard/until.ts';

const PATIENCE_MS = 180_000;
const LOOK_EVERY_MS = 5;

/**
 * Waits until a file stands under its own name.
 * @returns since when it does, in ms since 1970
 * @throws Error where it never does
 */
export async function untilLanded(watch: FolderWatch, { ownName }: SiteFile): Promise<number> {
  const look = async () => watch.seen().find(({ name }) => name === ownName)?.since;
  const since = await until(look, Date.now() + PATIENCE_MS, LOOK_EVERY_MS);
  if (since === undefined) throw new Error(`${ownName} never came.`);
  return since;
}
