import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';
import { ROOT } from '../../tools/run-tool.ts';

/** By language and screenshot: a headline, and a sentence below it. */
export const Captions = v.record(v.string(), v.record(v.string(), v.tuple([v.string(), v.string()])));

/** What the pictures for the stores say in a language. */
export type StoreTexts = {
  captions: Readonly<Record<string, readonly [string, string]>>;
  /** The extension in one sentence. */
  short: string;
};

/** Reads the words for the pictures. @param language as its file in `store/listings` is called @throws Error where it has none */
export async function readStoreTexts(language: string): Promise<StoreTexts> {
  const all = v.parse(Captions, JSON.parse(await readFile(join(ROOT, 'store', 'captions.json'), 'utf8')));
  const captions = all[language];
  if (captions === undefined) throw new Error(`store/captions.json has no words in ${language}.`);
  const listing = await readFile(join(ROOT, 'store', 'listings', `${language}.md`), 'utf8');
  return { captions, short: /^> (.+)$/m.exec(listing)?.[1] ?? '' };
}
