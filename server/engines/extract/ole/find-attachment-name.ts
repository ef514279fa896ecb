import type { CompoundStream } from './compound-file.ts';

/** PidTagAttachLongFilename and PidTagAttachFilename, each as UTF-16 and in a code page ([MS-OXPROPS]). */
const NAME_PROPERTIES: readonly string[] = ['3707001f', '3707001e', '3704001f', '3704001e'];

const MAX_NAME_BYTES = 2_000;

/** Finds a stream by its path, as `toKey` writes it. */
export type FindStream = (key: string) => CompoundStream | undefined;

/** A path for look-ups: names of storages and streams know no case. */
export function toKey(path: readonly string[]): string {
  return path.join('/').toLowerCase();
}

/**
 * The file name of an attachment of an Outlook message, from the properties beside its content.
 * @param path of the stream that holds the content.
 */
export function findAttachmentName(path: readonly string[], find: FindStream): string | null {
  const folder = path.slice(0, -1);
  for (const property of NAME_PROPERTIES) {
    const stream = find(toKey([...folder, `__substg1.0_${property}`]));
    if (stream === undefined || stream.size > MAX_NAME_BYTES) continue;
    const text = stream.read().bytes.toString(property.endsWith('f') ? 'utf16le' : 'latin1');
    const name = text.replaceAll('\0', '').trim();
    if (name !== '') return name;
  }
  return null;
}
