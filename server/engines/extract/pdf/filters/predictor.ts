/** Parameters of FlateDecode and LZWDecode (ISO 32000-1, 7.4.4.3), as numbers that make sense. */
export type PredictorParams = { predictor: number; columns: number; colors: number; bits: number };

/** Takes back what a predictor did before the packing: 2 is TIFF's, 10 and above are PNG's. */
export function undoPredictor(bytes: Buffer, { predictor, columns, colors, bits }: PredictorParams): Buffer {
  const pixelBytes = Math.max(1, (colors * bits) >> 3);
  const rowBytes = Math.max(1, Math.ceil((colors * bits * columns) / 8));
  if (predictor >= 10) return undoPng(bytes, rowBytes, pixelBytes);
  return predictor === 2 && bits === 8 ? undoTiff(bytes, rowBytes, pixelBytes) : bytes;
}

function undoTiff(bytes: Buffer, rowBytes: number, pixelBytes: number): Buffer {
  const out = Buffer.from(bytes);
  for (let row = 0; row < out.length; row += rowBytes) {
    const end = Math.min(out.length, row + rowBytes);
    for (let at = row + pixelBytes; at < end; at += 1) out[at] = (out[at] ?? 0) + (out[at - pixelBytes] ?? 0);
  }
  return out;
}

/** Each row begins with the number of its filter (PNG, 9.2). */
function undoPng(bytes: Buffer, rowBytes: number, pixelBytes: number): Buffer {
  const rows = Math.ceil(bytes.length / (rowBytes + 1));
  const out = Buffer.alloc(Math.max(0, bytes.length - rows));
  for (let row = 0; row < rows; row += 1) {
    const from = row * (rowBytes + 1);
    const data = bytes.subarray(from + 1, from + 1 + rowBytes);
    undoRow(out, row * rowBytes, data, { filter: bytes[from] ?? 0, rowBytes, pixelBytes });
  }
  return out;
}

type Row = { filter: number; rowBytes: number; pixelBytes: number };

function undoRow(out: Buffer, at: number, data: Buffer, { filter, rowBytes, pixelBytes }: Row): void {
  for (let index = 0; index < data.length; index += 1) {
    const place = at + index;
    const left = index >= pixelBytes ? (out[place - pixelBytes] ?? 0) : 0;
    const up = at > 0 ? (out[place - rowBytes] ?? 0) : 0;
    const corner = index >= pixelBytes && at > 0 ? (out[place - rowBytes - pixelBytes] ?? 0) : 0;
    out[place] = (data[index] ?? 0) + predict(filter, left, up, corner);
  }
}

function predict(filter: number, left: number, up: number, corner: number): number {
  switch (filter) {
    case 1:
      return left;
    case 2:
      return up;
    case 3:
      return (left + up) >> 1;
    case 4:
      return paeth(left, up, corner);
    default:
      return 0;
  }
}

function paeth(left: number, up: number, corner: number): number {
  const guess = left + up - corner;
  const [toLeft, toUp, toCorner] = [Math.abs(guess - left), Math.abs(guess - up), Math.abs(guess - corner)];
  if (toLeft <= toUp && toLeft <= toCorner) return left;
  return toUp <= toCorner ? up : corner;
}
