import { join } from 'node:path';
import { ROOT, runTool } from './run-tool.ts';

/** Whose store a build is for. Edge runs what Chrome does, and has a store of its own. */
export type Browser = 'chrome' | 'edge' | 'firefox';

/**
 * Builds the extension for a browser.
 * @returns the folder of the build
 * @throws Error with the build's own words where it fails
 */
export async function buildExtension(browser: Browser = 'chrome'): Promise<string> {
  const { code, output } = await runTool('wxt', ['build', '--browser', browser, '--mv3'], { isQuiet: true });
  if (code !== 0) throw new Error(`The extension for ${browser} could not be built:\n${output}`);
  return join(ROOT, '.output', `${browser}-mv3`);
}
