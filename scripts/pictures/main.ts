/** Takes pictures of every page and state, in both themes and several languages: `npm run pictures`. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { ensureBrowser } from '../browser/ensure-browser.ts';
import { type LaunchedBrowser, launchBrowser } from '../browser/launch-browser.ts';
import { buildExtension } from '../tools/build-extension.ts';
import { readOptions } from '../tools/read-options.ts';
import { refuseOptions } from '../tools/refuse-options.ts';
import { requireWritableFolder } from '../tools/require-writable-folder.ts';
import { runCommand } from '../tools/run-command.ts';
import { ROOT } from '../tools/run-tool.ts';
import { startPart } from '../tools/start-part.ts';
import { SCENES } from './scenes.ts';
import { takeStorePictures } from './store/take-store-pictures.ts';
import { takeDocsPictures } from './take-docs-pictures.ts';
import { takePictures } from './take-pictures.ts';

const USAGE = 'npm run pictures -- [--only popup | --docs | --store] [--language de] [--out DIR]';
const SOME = ['en', 'de', 'he'];
const EVERY = ['en', 'de', 'fr', 'es', 'pt-BR', 'ja', 'he'];
/** What is taken unless a language is asked for. The stores have a page in every language of the extension. */
const LANGUAGES = { all: SOME, docs: SOME, store: EVERY } as const;
const FOLDERS = {
  all: join(ROOT, '.sluice', 'pictures'),
  docs: join(ROOT, 'docs', 'pictures'),
  store: join(ROOT, '.output', 'store'),
} as const;

const options = readOptions(USAGE, {
  only: { type: 'string' },
  language: { type: 'string' },
  out: { type: 'string' },
  docs: { type: 'boolean' },
  store: { type: 'boolean' },
});
if ([options.only, options.docs, options.store].filter((wish) => wish !== undefined).length > 1)
  refuseOptions(USAGE, '--only, --docs and --store each mean other pictures: choose one of them');
const scenes = SCENES.filter(({ page, state }) => `${page}-${state}`.startsWith(options.only ?? ''));
if (scenes.length === 0) refuseOptions(USAGE, `there is no picture whose name begins with ${options.only}`);
const kind = options.store === true ? 'store' : options.docs === true ? 'docs' : 'all';
const known = kind === 'docs' ? SOME : EVERY;
if (options.language !== undefined && !known.includes(options.language))
  refuseOptions(USAGE, `--language takes one of ${known.join(', ')}`);
const languages = options.language === undefined ? LANGUAGES[kind] : [options.language];
const folder = resolve(options.out ?? FOLDERS[kind]);

const parts = new AsyncDisposableStack();
await runCommand(takeAll, parts);

async function takeAll(): Promise<number> {
  await requireWritableFolder(folder);
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
    await take(launched, language);
  }
  process.stdout.write(`The pictures are in ${folder}.\n`);
  return 0;
}

async function take(launched: LaunchedBrowser, language: string): Promise<void> {
  if (kind === 'store') await takeStorePictures(launched, language.replace('-', '_'), folder);
  else if (kind === 'docs') await takeDocsPictures(launched, language, folder);
  else await takePictures(launched, scenes, language, folder);
}
