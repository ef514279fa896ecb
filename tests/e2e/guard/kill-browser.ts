import * as v from 'valibot';
import type { LaunchedBrowser } from '../../../scripts/browser/launch-browser.ts';

const ProcessInfo = v.object({
  processInfo: v.array(v.object({ type: v.string(), id: v.pipe(v.number(), v.minValue(1)) })),
});

/** Ends a browser by SIGKILL: it writes nothing any more. */
export async function killBrowser({ context, close }: LaunchedBrowser): Promise<void> {
  const browser = context.browser();
  if (browser === null) throw new Error('The browser does not tell the number of its process.');
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = v.parse(ProcessInfo, await session.send('SystemInfo.getProcessInfo'));
  const main = processInfo.find(({ type }) => type === 'browser');
  if (main === undefined) throw new Error('The browser names no process of its own.');
  process.kill(main.id, 'SIGKILL');
  // Whoever it was that closed it: it is closed.
  await close().catch(() => {});
}
