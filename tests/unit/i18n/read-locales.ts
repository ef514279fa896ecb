import { readdir } from 'node:fs/promises';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseMessagesFile, parseMessagesText } from '@wxt-dev/i18n/build';

/** The words of one language by their keys, in their order: one form, '', or the forms of a plural by `1`, `n` … */
export type Words = ReadonlyMap<string, Readonly<Record<string, string>>>;

const FOLDER = fileURLToPath(new URL('../../../locales/', import.meta.url));

/** All languages of the extension, by the names that browsers give them: `pt_BR`. */
export async function readLocales(): Promise<ReadonlyMap<string, Words>> {
  const names = (await readdir(FOLDER)).toSorted();
  return new Map(
    await Promise.all(
      names.map(
        async (name) =>
          [basename(name, '.yml'), toWords(await parseMessagesFile(`${FOLDER}${name}`))] satisfies [
            string,
            Words,
          ],
      ),
    ),
  );
}

/** The words of a text as it stands in `locales/`. */
export function parseWords(text: string): Words {
  return toWords(parseMessagesText(text, 'YAML'));
}

function toWords(messages: Awaited<ReturnType<typeof parseMessagesFile>>): Words {
  return new Map(
    messages
      .filter(({ key }) => key[0]?.startsWith('@@') === false)
      .map((message) => [
        message.key.join('.'),
        message.type === 'plural' ? message.plurals : { '': message.message },
      ]),
  );
}
