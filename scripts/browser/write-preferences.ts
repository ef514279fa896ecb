import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Settings that a person would make: where downloads go, and that a page may start several. A profile with settings
 * keeps its own.
 */
export async function writePreferences(profile: string, downloadsDir: string): Promise<void> {
  await mkdir(join(profile, 'Default'), { recursive: true });
  await mkdir(downloadsDir, { recursive: true });
  const preferences = {
    download: { default_directory: downloadsDir, prompt_for_download: false },
    profile: { default_content_setting_values: { automatic_downloads: 1 } },
    // The samples are test viruses: Safe Browsing would take them away before the scanner has seen them.
    safebrowsing: { enabled: false },
  };
  const path = join(profile, 'Default', 'Preferences');
  await writeFile(path, JSON.stringify(preferences), { flag: 'wx' }).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error;
  });
}
