import { findDiskLayout } from './disk-layouts.ts';
import { isMail, isMbox } from './extract/mail/is-mail.ts';
import { toBuffer } from './extract/text/to-buffer.ts';

/** A file format told by its bytes. */
export type FileType = {
  /** MIME type. */
  mime: string;
  /** Whether 7-Zip is to open it. Programs that 7-Zip could open as well are not archives here. */
  archive: boolean;
};

/** Bytes as hex, `??` for any, at `at` bytes from the start. */
type Magic = { mime: string; at: number; hex: string; archive: boolean };

const magic = (mime: string, hex: string, at = 0): Magic => ({
  mime,
  at,
  hex: hex.replaceAll(' ', ''),
  archive: false,
});
const archive = (mime: string, hex: string, at = 0): Magic => ({ ...magic(mime, hex, at), archive: true });

// Values from the formats' specifications and from file(1)'s magic database. Own table rather than a package: the
// scanner needs "archive or not" as much as the name, and fewer than a hundred formats.
const MAGICS: readonly Magic[] = [
  archive('application/zip', '50 4b 03 04'),
  archive('application/zip', '50 4b 05 06'),
  archive('application/zip', '50 4b 07 08 50 4b 03 04'),
  archive('application/x-7z-compressed', '37 7a bc af 27 1c'),
  archive('application/vnd.rar', '52 61 72 21 1a 07'),
  archive('application/gzip', '1f 8b 08'),
  archive('application/x-bzip2', '42 5a 68 ?? 31 41 59 26 53 59'),
  archive('application/x-bzip2', '42 5a 68 ?? 17 72 45 38 50 90'),
  archive('application/x-xz', 'fd 37 7a 58 5a 00'),
  archive('application/zstd', '28 b5 2f fd'),
  archive('application/x-compress', '1f 9d'),
  archive('application/vnd.ms-cab-compressed', '4d 53 43 46 00 00 00 00'),
  archive('application/x-arj', '60 ea ?? ?? ?? ?? ?? ?? ?? ?? 02'),
  archive('application/x-lzh-compressed', '2d 6c 68 ?? 2d', 2),
  archive('application/x-tar', '75 73 74 61 72', 257),
  archive('application/x-iso9660-image', '43 44 30 30 31', 0x8001),
  archive('application/x-cpio', '30 37 30 37 30'),
  archive('application/x-rpm', 'ed ab ee db'),
  archive('application/vnd.debian.binary-package', '21 3c 61 72 63 68 3e 0a 64 65 62 69 61 6e'),
  archive('application/x-archive', '21 3c 61 72 63 68 3e 0a'),
  // A dictionary of a usual size, and a length that is unknown or below 4 GB.
  archive('application/x-lzma', '5d 00 00 ?? 0? ff ff ff ff ff ff ff ff'),
  archive('application/x-lzma', '5d 00 00 ?? 0? ?? ?? ?? ?? 00 00 00 00'),
  archive('application/x-ppmd', '8f af ac 84'),
  archive('application/x-ms-compress-szdd', '53 5a 44 44 88 f0 27 33 41'),
  archive('application/x-lzh-compressed', '2d 6c 7a ?? 2d', 2),
  archive('application/x-udf-image', '00 42 45 41 30 31 01 00', 0x8000),
  archive('application/x-squashfs', '68 73 71 73'),
  archive('application/x-squashfs', '73 71 73 68'),
  archive('application/x-cramfs', '43 6f 6d 70 72 65 73 73 65 64 20 52 4f 4d 46 53', 16),
  archive('application/x-ext-image', '53 ef 0? 00 0? 00', 1080),
  archive('application/x-hfs-image', '48 2b 00 04', 1024),
  archive('application/x-hfs-image', '48 58 00 05', 1024),
  archive('application/x-apfs-image', '4e 58 53 42', 32),
  archive('application/x-gpt-image', '45 46 49 20 50 41 52 54 00 00 01 00', 512),
  archive('application/x-qemu-disk', '51 46 49 fb 00 00 00'),
  archive('application/x-vdi', '7f 10 da be', 64),
  archive('application/x-vhdx', '76 68 64 78 66 69 6c 65'),
  archive('application/x-vmdk', '4b 44 4d 56'),
  archive('application/x-android-sparse-image', '3a ff 26 ed 01 00'),
  archive('application/x-shockwave-flash', '43 57 53 ?? ?? ?? ?? ?? 78'),
  archive('application/x-shockwave-flash', '5a 57 53 ?? ?? ?? ?? ?? ?? ?? ?? ?? 5d'),
  archive('application/x-ms-help2', '49 54 4f 4c 49 54 4c 53 01 00 00 00'),
  archive('application/x-ms-wim', '4d 53 57 49 4d 00 00 00'),
  archive('application/vnd.ms-htmlhelp', '49 54 53 46'),
  archive('application/x-xar', '78 61 72 21'),
  magic('application/x-lzip', '4c 5a 49 50 01'),
  magic('application/x-lz4', '04 22 4d 18'),
  magic('application/x-lrzip', '4c 52 5a 49 00'),
  magic('application/x-ace-compressed', '2a 2a 41 43 45 2a 2a', 7),
  magic('application/x-zoo', 'dc a7 c4 fd', 20),
  magic('application/x-stuffit', '53 49 54 21 00'),
  magic('application/x-stuffit', '53 74 75 66 66 49 74 20'),
  magic('application/x-exfat-image', '45 58 46 41 54 20 20 20', 3),
  magic('application/vnd.microsoft.portable-executable', '4d 5a'),
  magic('application/x-elf', '7f 45 4c 46'),
  magic('application/x-mach-binary', 'cf fa ed fe'),
  magic('application/x-mach-binary', 'ce fa ed fe'),
  magic('application/x-mach-binary', 'ca fe ba be 00 00 00 0?'),
  magic('application/java-vm', 'ca fe ba be'),
  magic('application/wasm', '00 61 73 6d'),
  magic('application/x-ms-shortcut', '4c 00 00 00 01 14 02 00 00 00 00 00 c0 00 00 00 00 00 00 46'),
  magic('application/x-ole-storage', 'd0 cf 11 e0 a1 b1 1a e1'),
  magic('application/vnd.ms-tnef', '78 9f 3e 22'),
  magic('application/pdf', '25 50 44 46 2d'),
  magic('application/rtf', '7b 5c 72 74 66'),
  magic('image/png', '89 50 4e 47 0d 0a 1a 0a'),
  magic('image/jpeg', 'ff d8 ff'),
  magic('image/gif', '47 49 46 38'),
  magic('image/webp', '52 49 46 46 ?? ?? ?? ?? 57 45 42 50'),
  magic('image/bmp', '42 4d ?? ?? ?? ?? 00 00 00 00'),
  magic('image/tiff', '49 49 2a 00'),
  magic('image/tiff', '4d 4d 00 2a'),
  magic('audio/mpeg', '49 44 33'),
  magic('audio/ogg', '4f 67 67 53'),
  magic('audio/flac', '66 4c 61 43'),
  magic('audio/wav', '52 49 46 46 ?? ?? ?? ?? 57 41 56 45'),
  magic('video/mp4', '66 74 79 70', 4),
  magic('video/webm', '1a 45 df a3'),
  magic('font/woff2', '77 4f 46 32'),
  magic('application/vnd.sqlite3', '53 51 4c 69 74 65 20 66 6f 72 6d 61 74 20 33'),
];

// Zip files that are documents or packages, told by the names that stand in the directory at their end.
const ZIP_KINDS: readonly [mark: string, mime: string][] = [
  ['word/document', 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'],
  ['xl/workbook', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
  ['ppt/presentation', 'application/vnd.openxmlformats-officedocument.presentationml.presentation'],
  ['AndroidManifest.xml', 'application/vnd.android.package-archive'],
  ['META-INF/MANIFEST.MF', 'application/java-archive'],
];

const DIRECTORY_BYTES = 65_536;

/** Tells a file's format from its bytes alone; `application/octet-stream` or `text/plain` where no format is known. */
export function detectFileType(bytes: Uint8Array): FileType {
  const found = MAGICS.find((candidate) => matches(bytes, candidate));
  if (found === undefined) {
    const layout = findDiskLayout(bytes);
    return { mime: layout ?? toTextType(bytes), archive: layout !== null };
  }
  const mime = found.mime === 'application/zip' ? toZipKind(bytes) : found.mime;
  return { mime, archive: found.archive };
}

function matches(bytes: Uint8Array, { at, hex }: Magic): boolean {
  if (bytes.length < at + hex.length / 2) return false;
  for (let index = 0; index < hex.length; index += 1) {
    const nibble = hex[index];
    if (nibble === '?') continue;
    const byte = bytes[at + (index >> 1)] ?? 0;
    if ((index % 2 === 0 ? byte >> 4 : byte & 15).toString(16) !== nibble) return false;
  }
  return true;
}

function toZipKind(bytes: Uint8Array): string {
  const start = toLatin1(bytes.subarray(0, 200));
  const declared = /mimetype(application\/[\w.+-]+?)PK/.exec(start)?.[1];
  if (declared !== undefined) return declared;
  const directory = toLatin1(bytes.subarray(-DIRECTORY_BYTES));
  return ZIP_KINDS.find(([mark]) => directory.includes(mark))?.[1] ?? 'application/zip';
}

/** What browsers take for a page where nobody tells them the type (WHATWG MIME Sniffing, 7.1). */
const PAGE =
  /^\s*(\xef\xbb\xbf)?\s*<(!doctype html|html|head|script|iframe|h1|div|font|table|a|style|title|b|body|br|p|!--)[\s>]/i;

function toTextType(bytes: Uint8Array): string {
  const head = toLatin1(bytes.subarray(0, 1024));
  if (bytes.length === 0) return 'application/x-empty';
  if (PAGE.test(head)) return 'text/html';
  if (/^\s*(\xef\xbb\xbf)?(<\?xml|<svg[\s>])/i.test(head))
    return /<svg/i.test(head) ? 'image/svg+xml' : 'application/xml';
  if (isMail(toBuffer(bytes))) return 'message/rfc822';
  if (isMbox(toBuffer(bytes))) return 'application/mbox';
  if (head.startsWith('#!')) return 'text/x-shellscript';
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what tells binary from text
  return /[\x00-\x08\x0e-\x1a\x1c-\x1f]/.test(head) ? 'application/octet-stream' : 'text/plain';
}

function toLatin1(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
}
