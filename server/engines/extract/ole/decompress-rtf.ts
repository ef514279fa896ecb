/** What the window of [MS-OXRTFCP] 2.1.3.1.1 holds at first. */
const DICTIONARY =
  '{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}{\\f0\\fnil \\froman \\fswiss \\fmodern \\fscript ' +
  '\\fdecor MS Sans SerifSymbolArialTimes New RomanCourier{\\colortbl\\red0\\green0\\blue0\r\n\\par ' +
  '\\pard\\plain\\f0\\fs20\\b\\i\\u\\tab\\tx';
const WINDOW = 4096;
const HEADER_BYTES = 16;
const PACKED = 'LZFu';
const PLAIN = 'MELA';

/**
 * Unpacks the RTF body of an Outlook message ([MS-OXRTFCP]). Null where these bytes are none.
 * @param onGrowth told the size so far, in bytes, every 4,096; may throw.
 */
export function decompressRtf(bytes: Buffer, onGrowth: (size: number) => void): Buffer | null {
  const kind = bytes.subarray(8, 12).toString('latin1');
  const data = bytes.subarray(HEADER_BYTES);
  if (kind === PLAIN) return data;
  return kind === PACKED ? unpack(data, onGrowth) : null;
}

function unpack(data: Buffer, onGrowth: (size: number) => void): Buffer {
  const window = Buffer.alloc(WINDOW, ' ');
  let write = window.write(DICTIONARY, 'latin1');
  const blocks: Buffer[] = [];
  let block = Buffer.alloc(WINDOW);
  let used = 0;
  const put = (byte: number): void => {
    window[write] = byte;
    write = (write + 1) % WINDOW;
    block[used] = byte;
    used += 1;
    if (used < WINDOW) return;
    blocks.push(block);
    onGrowth((blocks.length + 1) * WINDOW);
    block = Buffer.alloc(WINDOW);
    used = 0;
  };
  const copy = (token: number): boolean => {
    let from = token >> 4;
    // A copy from the place of writing marks the end.
    if (from === write) return false;
    for (let left = (token & 15) + 2; left > 0; left -= 1) {
      put(window[from] ?? 0);
      from = (from + 1) % WINDOW;
    }
    return true;
  };
  readTokens(data, put, copy);
  return Buffer.concat([...blocks, block.subarray(0, used)]);
}

function readTokens(data: Buffer, put: (byte: number) => void, copy: (token: number) => boolean): void {
  for (let at = 0; at < data.length; ) {
    const flags = data[at] ?? 0;
    at += 1;
    for (let bit = 0; bit < 8 && at < data.length; bit += 1) {
      if (((flags >> bit) & 1) === 0) {
        put(data[at] ?? 0);
        at += 1;
      } else {
        if (at + 2 > data.length || !copy(data.readUInt16BE(at))) return;
        at += 2;
      }
    }
  }
}
