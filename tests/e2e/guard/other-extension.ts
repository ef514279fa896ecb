import { createHash } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Another extension in the same browser: it downloads, by its page. Without a worker, so that ours is the only one. */
export type OtherExtension = { dir: string; pageUrl: string };

const MANIFEST = {
  manifest_version: 3,
  name: 'Another extension',
  version: '1',
  permissions: ['downloads'],
  host_permissions: ['http://*/*'],
};

/** Writes the extension into a folder of its own below this one. */
export async function writeOtherExtension(folder: string): Promise<OtherExtension> {
  const dir = join(folder, 'other-extension');
  await mkdir(dir, { recursive: true });
  await writeFile(join(dir, 'manifest.json'), JSON.stringify(MANIFEST));
  await writeFile(join(dir, 'page.html'), '<!doctype html><title>Another extension</title>');
  return { dir, pageUrl: `chrome-extension://${toUnpackedId(dir)}/page.html` };
}

/** The id that Chromium gives to an unpacked extension: of its path, in the letters a to p. */
function toUnpackedId(dir: string): string {
  const hex = createHash('sha256').update(dir).digest('hex').slice(0, 32);
  return hex.replace(/./g, (digit) => String.fromCharCode(97 + Number.parseInt(digit, 16)));
}
