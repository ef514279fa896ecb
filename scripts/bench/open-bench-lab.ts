import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { agree } from '../browser/agree.ts';
import { connectExtension } from '../browser/connect-extension.ts';
import { ensureBrowser } from '../browser/ensure-browser.ts';
import { type LaunchedBrowser, launchBrowser } from '../browser/launch-browser.ts';
import { type StartedScanner, startScanner } from '../scanner/start-scanner.ts';
import { buildExtension } from '../tools/build-extension.ts';
import { startPart } from '../tools/start-part.ts';

/** What benchmarks measure: each gets browsers of its own from it. */
export type BenchLab = {
  /** Folder of the built extension. */
  extensionDir: string;
  /** Runs `use` with a new browser, in which the extension is connected to a real local scanner. */
  withBrowser: <T>(use: (browser: BenchBrowser) => Promise<T>) => Promise<T>;
};

export type BenchBrowser = LaunchedBrowser & {
  scanner: StartedScanner;
  /** The browser's profile, by which its processes are found. */
  profileDir: string;
  downloadsDir: string;
};

/** Builds the extension and starts the scanner; what was started ends with `parts`. */
export async function openBenchLab(parts: AsyncDisposableStack): Promise<BenchLab> {
  const browser = ensureBrowser();
  const extensionDir = await buildExtension();
  const scanner = await startPart(
    parts,
    () => startScanner({ samples: true }),
    ({ stop }) => stop(),
  );
  return {
    extensionDir,
    async withBrowser(use) {
      await using own = new AsyncDisposableStack();
      const folder = await mkdtemp(join(tmpdir(), 'sluice-bench-'));
      own.defer(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }));
      const [profileDir, downloadsDir] = [join(folder, 'profile'), join(folder, 'downloads')];
      const launched = await startPart(
        own,
        () => launchBrowser({ browser, extensionDir, profileDir, downloadsDir, isHeadless: true }),
        ({ close }) => close(),
      );
      await agree(launched);
      await connectExtension(launched.worker, scanner.url, scanner.token);
      return await use({ ...launched, scanner, profileDir, downloadsDir });
    },
  };
}
