/** Takes pictures of every page and state, in both themes and several languages: `npm run pictures`. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { ensureBrowser } from '../browser/ensure-browser.ts';
import { launchBrowser } from '../browser/launch-browser.ts';
import { untilSignal } from '../start/until-signal.ts';
import { buildExtension } from '../tools/build-extension.ts';
import { readOptions } from '../tools/read-options.ts';
import { refuseOptions } from '../tools/refuse-options.ts';
import { ROOT } from '../tools/run-tool.ts';
import { startPart } from '../tools/start-part.ts';
import { SCENES } from './scenes.ts';
import { takeDocsPictures } from './take-docs-pictures.ts';
import { takePictures } from './take-pictures.ts';

const USAGE = 'npm run pictures [-- --only popup] [-- --language de] [-- --out DIR] [-- --docs]';
const LANGUAGES = ['en', 'de', 'he'];

const options = readOptions(USAGE, {
  only: { type: 'string' },
  language: { type: 'string' },
  out: { type: 'string' },
  docs: { type: 'boolean' },
});
const scenes = SCENES.filter(({ page, state }) => `${page}-${state}`.startsWith(options.only ?? ''));
if (scenes.length === 0) refuseOptions(USAGE, `there is no picture whose name begins with ${options.only}`);
const languages = options.language === undefined ? LANGUAGES : [options.language];
const DOCS_FOLDER = join(ROOT, 'docs', 'pictures');
const folder = resolve(options.out ?? join(ROOT, '.sluice', 'pictures'));

const parts = new AsyncDisposableStack();
const code = await Promise.race([takeAll(), untilSignal()]).catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  return 1;
});
await parts.disposeAsync();
process.exit(code);

async function takeAll(): Promise<number> {
  const browser = ensureBrowser();
  const extensionDir = await buildExtension();
  for (const language of languages) {
    await using own = new AsyncDisposableStack();
    parts.defer(() => own.disposeAsync());
    const downloadsDir = await mkdtemp(join(tmpdir(), 'sluice-pictures-'));
    own.defer(() => rm(downloadsDir, { recursive: true, force: true, maxRetries: 5 }));
    const launched = await startPart(
      own,
      () => launchBrowser({ browser, extensionDir, downloadsDir, isHeadless: true, language }),
      ({ close }) => close(),
    );
    if (options.docs === true) await takeDocsPictures(launched, language, DOCS_FOLDER);
    else await takePictures(launched, scenes, language, folder);
  }
  if (options.docs === true) process.stdout.write(`The pictures for the README are in ${DOCS_FOLDER}.\n`);
  else process.stdout.write(`${scenes.length * languages.length * 2} pictures are in ${folder}.\n`);
  return 0;
}
