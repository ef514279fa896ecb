import { glob, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { ROOT, runTool } from './run-tool.ts';

/**
 * Packs the extension for Chromium and answers the size of the archive, in bytes.
 * @throws Error with the tool's own words where it fails
 */
export async function measurePacked(): Promise<number> {
  const { code, output } = await runTool('wxt', ['zip'], { isQuiet: true });
  if (code !== 0) throw new Error(`The extension could not be packed:\n${output}`);
  const [zip] = await Array.fromAsync(glob('*-chrome.zip', { cwd: join(ROOT, '.output') }));
  if (zip === undefined) throw new Error('Packing the extension left no zip.');
  return (await stat(join(ROOT, '.output', zip))).size;
}
