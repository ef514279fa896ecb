/** Most bytes of a name, in UTF-8: ext4, and less than the 255 units that NTFS and APFS take. */
export const MAX_NAME_BYTES = 255;
/**
 * What has no place in a name: not seen at all, or there to make it read as another one. Joiners and variation
 * selectors stay, of which emoji and some scripts are made.
 */
const DECEPTIVE =
  /(?!\u200c|\u200d|\ufe0e|\ufe0f)[\p{Cc}\p{Cs}\p{Bidi_Control}\p{Default_Ignorable_Code_Point}]/gu;
/** What Windows refuses in names, and the slash of the others. */
const REFUSED = /[<>:"/\\|?*]/g;
/** Devices, with any ending: https://learn.microsoft.com/windows/win32/fileio/naming-a-file */
const RESERVED = /^(con|prn|aux|nul|conin\$|conout\$|com[\d¹²³]|lpt[\d¹²³]) *(\.|$)/i;
/** An ending is short and has no spaces: "Report v1. final draft" has none. */
const ENDING = /^\.[\p{L}\p{N}_+-]{1,16}$/u;

/** A name in two parts; `ending` has its dot, or is '' where there is none. */
export type NameParts = { stem: string; ending: string };

/** Takes a name apart at its last dot. A name that begins with its only dot has no ending. */
export function splitName(name: string): NameParts {
  const at = name.lastIndexOf('.');
  const stem = name.slice(0, Math.max(0, at));
  const ending = name.slice(stem.length);
  return /[^.]/.test(stem) && ENDING.test(ending) ? { stem, ending } : { stem: name, ending: '' };
}

/**
 * A name that every file system and browser takes: one part of a path, without characters that are refused or that
 * deceive, no device of Windows, no dot or space at its ends, at most `maxBytes` long with its ending kept.
 */
export function toSafeName(name: string, maxBytes: number = MAX_NAME_BYTES): string {
  const plain = (name.split(/[\\/]/).at(-1) ?? '')
    .replace(DECEPTIVE, '')
    .replace(/[\s\u2800]+/gu, ' ')
    .replace(REFUSED, '_')
    .replace(/^[ ]+|[. ]+$/g, '');
  const usable = RESERVED.test(plain) ? `_${plain}` : plain;
  const { stem, ending } = splitName(usable || 'download');
  const room = maxBytes - bytesOf(ending);
  if (bytesOf(stem) <= room) return stem + ending;
  const kept = cutToBytes(stem, room).replace(/[. ]+$/, '') || 'download';
  // The cut may have left the name of a device, which is shorter than any room.
  return (RESERVED.test(kept + ending) ? `_${kept}` : kept) + ending;
}

/**
 * The beginning of a text that fits. What people see as one character (an emoji of several) is not cut apart, except
 * where already the first one is too long.
 */
export function cutToBytes(text: string, maxBytes: number): string {
  if (bytesOf(text) <= maxBytes) return text;
  // Each character has a byte at least, and a seen one rarely more than a few dozen.
  const beginning = text.slice(0, maxBytes + 1);
  const segments = new Intl.Segmenter('en', { granularity: 'grapheme' }).segment(beginning);
  const seen = takeWhileFits(
    [...segments].map(({ segment }) => segment),
    maxBytes,
  );
  return seen === '' ? takeWhileFits([...beginning], maxBytes) : seen;
}

function takeWhileFits(pieces: readonly string[], maxBytes: number): string {
  let kept = '';
  let length = 0;
  for (const piece of pieces) {
    length += bytesOf(piece);
    if (length > maxBytes) break;
    kept += piece;
  }
  return kept;
}

/** Bytes in UTF-8. */
export function bytesOf(text: string): number {
  return new TextEncoder().encode(text).length;
}
