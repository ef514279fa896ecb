import type { Worker } from '@playwright/test';

/** Acts of the guard on the browser's downloads. */
export type DownloadAct = 'cancel' | 'removeFile' | 'download';

/** The parts of the worker's scope that are changed here. */
declare const chrome: { downloads: Record<string, () => Promise<never>> };

/**
 * From now on, an act of this worker on the browser's downloads is never carried out, and never answered: the state
 * before it lasts until the worker is killed. The next worker knows nothing of it.
 */
export async function stallDownloads(worker: Worker, act: DownloadAct): Promise<void> {
  await worker.evaluate((name) => {
    chrome.downloads[name] = () => new Promise<never>(() => {});
  }, act);
}
