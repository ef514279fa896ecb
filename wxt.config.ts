import preact from '@preact/preset-vite';
import { defineConfig } from 'wxt';
import { REGIONS } from './lib/core/server-address.ts';
import { nativePromises } from './scripts/build/native-promises.ts';
import { noRepeatedRequests } from './scripts/build/no-repeated-requests.ts';
import { serviceWorker } from './scripts/build/service-worker.ts';
import { createShippedPackages } from './scripts/build/shipped-packages.ts';
import { textInsteadOfHtml } from './scripts/build/text-instead-of-html.ts';

/** The local scanner as `npm start` and the documentation start it. */
const LOOPBACK_HOSTS = ['http://127.0.0.1/*', 'http://localhost/*'];

const shipped = createShippedPackages();

export default defineConfig({
  modules: ['@wxt-dev/webextension-polyfill', '@wxt-dev/i18n/module'],
  manifestVersion: 3,
  imports: false,
  hooks: {
    // The gallery of components is for whoever draws them: `npm run dev`, or `wxt build --mode development`.
    'entrypoints:found': ({ config }, found) => {
      const gallery = found.findIndex(({ name }) => name === 'gallery');
      if (config.mode !== 'development' && gallery >= 0) found.splice(gallery, 1);
    },
    // A page of this name would replace the browser's own history, which is none of our business.
    'build:manifestGenerated': (_wxt, manifest) => {
      delete manifest.chrome_url_overrides;
    },
    'build:done': async ({ config }) => {
      if (config.command === 'build') await shipped.write(config.root, config.outDir);
    },
  },
  vite: ({ browser }) => ({
    plugins: [
      preact(),
      textInsteadOfHtml(),
      noRepeatedRequests(),
      nativePromises(),
      shipped.plugin(),
      ...(browser === 'firefox' ? [] : [serviceWorker()]),
    ],
    // A twentieth smaller than what Vite's own minifier leaves.
    build: {
      modulePreload: { polyfill: false },
      minify: 'terser',
      terserOptions: { module: true, ecma: 2020, compress: { passes: 3 } },
    },
  }),
  manifest: ({ browser }) => ({
    name: '__MSG_extensionName__',
    description: '__MSG_extensionDescription__',
    default_locale: 'en',
    minimum_chrome_version: '123',
    permissions: [
      'downloads',
      'alarms',
      'storage',
      'unlimitedStorage',
      'notifications',
      'contextMenus',
      // Only for the page of a click, and only from then on: to read the links in a selection or of a page.
      'activeTab',
      'scripting',
      // Without a warning: it takes cookies and `Origin` off what is posted to a scanner (posting-rule.ts).
      'declarativeNetRequestWithHostAccess',
    ],
    omnibox: { keyword: 'scan' },
    commands: {
      _execute_action: { suggested_key: { default: 'Alt+Shift+U' } },
      'scan-selection': {
        suggested_key: { default: 'Alt+Shift+K' },
        description: '__MSG_commandSelection__',
      },
      'open-history': { suggested_key: { default: 'Alt+Shift+H' }, description: '__MSG_commandHistory__' },
    },
    host_permissions: [...Object.values(REGIONS).map((server) => `${server}/*`), ...LOOPBACK_HOSTS],
    // Asked for when a person names a server of their own, for that server only; all of them, and files, to read what
    // only this browser can.
    optional_host_permissions: ['https://*/*', 'http://*/*', ...(browser === 'firefox' ? [] : ['file:///*'])],
    // Asked for with the mode that holds downloads.
    ...(browser === 'firefox' ? firefoxOnly() : chromiumOnly()),
  }),
});

function chromiumOnly() {
  return {
    optional_permissions: ['offscreen'],
    // What an administrator may set. Firefox takes any policy, without a schema.
    storage: { managed_schema: 'managed-schema.json' },
  };
}

function firefoxOnly() {
  return {
    // Asked for when a person chooses that downloads are held: there, only a blocking listener of requests can.
    optional_permissions: ['webRequest', 'webRequestBlocking'],
    optional_host_permissions: ['https://*/*', 'http://*/*', '<all_urls>'],
    browser_specific_settings: firefoxSettings(),
  };
}

/**
 * Firefox 140, and 142 on Android, are the first that show the person what data an extension sends before it is installed.
 * https://extensionworkshop.com/documentation/develop/firefox-builtin-data-consent/
 */
function firefoxSettings() {
  return {
    gecko: {
      id: 'sluice@sluice.example',
      strict_min_version: '140.0',
      data_collection_permissions: {
        // The addresses of files and links; the files and links themselves; that they are downloaded; the token, and
        // the password of an archive. docs/privacy.md says the same in full, and a test compares them.
        required: ['browsingActivity', 'websiteContent', 'websiteActivity', 'authenticationInfo'],
      },
    },
    gecko_android: { strict_min_version: '142.0' },
  };
}
