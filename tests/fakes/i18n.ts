import { fileURLToPath } from 'node:url';
import { generateChromeMessages, parseMessagesFile } from '@wxt-dev/i18n/build';
import type { GeneratedI18nStructure } from '#i18n';

// Stands in for WXT's virtual module `#i18n`: the real library over the real texts of `locales/en.yml`.
// Only `chrome.i18n.getMessage` is a fake, which has to stand before the library is loaded.

const file = fileURLToPath(new URL('../../locales/en.yml', import.meta.url));
const messages = generateChromeMessages(await parseMessagesFile(file));
const PREDEFINED: Readonly<Record<string, string>> = { '@@ui_locale': 'en_US', '@@bidi_dir': 'ltr' };

/** As Chromium does it: '' for a key that is not there, '' for a substitution that was not given, `$$` for `$`. */
function getMessage(key: string, substitutions: readonly string[] = []): string {
  const message = PREDEFINED[key] ?? messages[key]?.message ?? '';
  return message.replaceAll(/\$(\$|[1-9])/g, (_, sign: string) =>
    sign === '$' ? '$' : (substitutions[Number(sign) - 1] ?? ''),
  );
}

Object.assign(globalThis, { chrome: { i18n: { getMessage } } });

const { createI18n } = await import('@wxt-dev/i18n');

export const i18n = createI18n<GeneratedI18nStructure>();
