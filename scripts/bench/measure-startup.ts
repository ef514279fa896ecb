import { cp, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as v from 'valibot';
import { openBrowser } from '../../tests/e2e/guard/open-browser.ts';
import type { Benchmark } from './benchmark.ts';
import { attachToTarget, type CdpTarget } from './cdp-target.ts';
import { connectCdp } from './connect-cdp.ts';
import { type Figures, toFigure } from './figure.ts';

/** The part of `chrome` that is used inside a page of the extension. */
declare const chrome: { runtime: { sendMessage: (message: object) => Promise<unknown> } };

/** What one start of the worker tells of itself. In ms since the browser began it. */
const Start = v.object({ firstLineMs: v.number(), listenersMs: v.number() });

type Start = v.InferOutput<typeof Start>;

const WORKER = 'background.js';
const CHANNEL = 'sluice-startup';
/** Worker starts that are measured for each run that is asked for: each takes a fraction of a second. */
const STARTS_PER_RUN = 4;

/**
 * The background from its start until its listeners are registered, which is at the end of its first turn. It is
 * measured in the worker itself, in a copy of the build that has a line before and one behind.
 */
export const STARTUP: Benchmark = {
  name: 'startup',
  async run({ extensionDir }, { runs }) {
    await using own = new AsyncDisposableStack();
    const page = await openMarked(extensionDir, own);
    const starts: Start[] = [];
    // The first start fills the browser's cache of compiled scripts, as every first one after an update does.
    for (let run = 0; run <= runs * STARTS_PER_RUN; run += 1) starts.push(await startAnew(page));
    const { size } = await stat(join(extensionDir, WORKER));
    return { ...toFigures(starts.slice(1)), 'parsed-bytes': toFigure([size], 'bytes') };
  },
};

/** Opens a page of a copy whose worker tells of its start, and goes on without watching the workers. */
async function openMarked(extensionDir: string, own: AsyncDisposableStack): Promise<CdpTarget> {
  const folder = await mkdtemp(join(tmpdir(), 'sluice-startup-'));
  own.defer(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }));
  const copy = join(folder, 'extension');
  await cp(extensionDir, copy, { recursive: true });
  await markWorker(join(copy, WORKER));
  const options = { extensionDirs: [copy], profileDir: join(folder, 'profile'), downloadsDir: folder };
  const { endpoint, extensionId, context, disconnect, close } = await openBrowser(options);
  own.defer(close);
  const page = await context.newPage();
  const address = `chrome-extension://${extensionId}/options.html`;
  await page.goto(address);
  await page.locator('h1').waitFor();
  // Who watches the workers has each wait for him at its beginning.
  await disconnect();
  const cdp = await connectCdp(endpoint);
  own.defer(async () => cdp.close());
  const target = await attachToTarget(cdp, address);
  if (target === undefined) throw new Error('The page of the extension is gone.');
  await target.send('ServiceWorker.enable');
  return target;
}

function toFigures(starts: readonly Start[]): Figures {
  const of = (value: (start: Start) => number) => toFigure(starts.map(value), 'ms');
  return {
    script: of(({ firstLineMs, listenersMs }) => listenersMs - firstLineMs),
    'listeners-registered': of(({ listenersMs }) => listenersMs),
  };
}

/** The worker tells of its first turn: when its first line ran, and when all of it had. */
async function markWorker(path: string): Promise<void> {
  const script = await readFile(path, 'utf8');
  const before = 'const sluiceFirstLineMs = performance.now();\n';
  const behind = `
{
  const listenersMs = performance.now();
  const channel = new BroadcastChannel('${CHANNEL}');
  channel.postMessage({ firstLineMs: sluiceFirstLineMs, listenersMs });
}
`;
  await writeFile(path, before + script + behind);
}

async function startAnew(page: CdpTarget): Promise<Start> {
  await page.send('ServiceWorker.stopAllWorkers');
  return v.parse(Start, await page.evaluate(wakeAndListen, CHANNEL));
}

/** Runs in the page. */
async function wakeAndListen(name: string): Promise<unknown> {
  const channel = new BroadcastChannel(name);
  const told = new Promise((resolve) => {
    channel.onmessage = ({ data }) => resolve(data);
  });
  const wake = () => chrome.runtime.sendMessage({ name: 'seen', request: {} }).catch(() => {});
  await wake();
  const start = await told;
  channel.close();
  return start;
}
