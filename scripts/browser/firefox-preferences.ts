import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

export type FirefoxPreferences = Readonly<Record<string, string | number | boolean>>;

/** Nothing goes out to the network by itself, nothing asks, nothing opens. */
const QUIET: FirefoxPreferences = {
  'app.normandy.enabled': false,
  'app.update.disabledForTesting': true,
  'browser.aboutwelcome.enabled': false,
  'browser.newtabpage.enabled': false,
  'browser.region.network.url': '',
  'browser.safebrowsing.downloads.enabled': false,
  'browser.safebrowsing.malware.enabled': false,
  'browser.safebrowsing.phishing.enabled': false,
  'browser.search.update': false,
  'browser.sessionstore.resume_from_crash': false,
  'browser.shell.checkDefaultBrowser': false,
  'browser.startup.homepage_override.mstone': 'ignore',
  'browser.startup.page': 0,
  'browser.topsites.contile.enabled': false,
  'browser.warnOnQuit': false,
  'datareporting.healthreport.uploadEnabled': false,
  'datareporting.policy.dataSubmissionEnabled': false,
  'dom.disable_open_during_load': false,
  'extensions.getAddons.cache.enabled': false,
  'extensions.systemAddon.update.enabled': false,
  'extensions.update.enabled': false,
  'media.gmp-manager.updateEnabled': false,
  'messaging-system.rsexperimentloader.enabled': false,
  'network.captive-portal-service.enabled': false,
  'network.connectivity-service.enabled': false,
  'network.dns.disablePrefetch': true,
  'network.prefetch-next': false,
  'nimbus.rollouts.enabled': false,
  'services.settings.server': 'data:,',
  'telemetry.fog.test.localhost_port': -1,
  'toolkit.startup.max_resumed_crashes': -1,
  'toolkit.telemetry.enabled': false,
  'toolkit.telemetry.server': '',
};

/** Files are saved without a question, and are not opened afterwards. */
function toDownloadPreferences(downloadsDir: string): FirefoxPreferences {
  return {
    'browser.download.folderList': 2,
    'browser.download.dir': downloadsDir,
    'browser.download.useDownloadDir': true,
    'browser.download.always_ask_before_handling_new_types': false,
    'browser.download.open_pdf_attachments_inline': false,
    'browser.download.start_downloads_in_tmp_dir': false,
    'browser.altClickSave': true,
    'browser.download.alwaysOpenPanel': false,
    'browser.download.panel.shown': true,
    'browser.helperApps.showOpenOptionForPdfJS': false,
    // Else a PDF is opened beside being saved.
    'pdfjs.disabled': true,
  };
}

/** The extension has a known address, keeps what it has stored, and gets what it asks for. */
function toExtensionPreferences(id: string, uuid: string): FirefoxPreferences {
  return {
    'extensions.webextensions.uuids': JSON.stringify({ [id]: uuid }),
    'extensions.webextensions.keepStorageOnUninstall': true,
    'extensions.webextensions.keepUuidOnUninstall': true,
    'extensions.webextOptionalPermissionPrompts': false,
  };
}

/** Writes the settings of a new profile, under which it starts each time. */
export async function writeFirefoxPreferences(
  profile: string,
  settings: { downloadsDir: string; extensionId: string; uuid: string; more: FirefoxPreferences },
): Promise<void> {
  const { downloadsDir, extensionId, uuid, more } = settings;
  await mkdir(downloadsDir, { recursive: true });
  await mkdir(profile, { recursive: true });
  const all = {
    ...QUIET,
    ...toDownloadPreferences(downloadsDir),
    ...toExtensionPreferences(extensionId, uuid),
    ...more,
  };
  const lines = Object.entries(all).map(
    ([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});\n`,
  );
  await writeFile(join(profile, 'user.js'), lines.join(''));
}
