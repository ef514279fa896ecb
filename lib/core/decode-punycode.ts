const BASE = 36;
const SKEW = 38;
const DAMP = 700;
/** Largest number that the algorithm may come to. */
const LARGEST = 0x7f_ff_ff_ff;

/**
 * Reads the part of a label after `xn--`, by https://www.rfc-editor.org/rfc/rfc3492#section-6.2.
 * @returns undefined where it is none
 */
export function decodePunycode(encoded: string): string | undefined {
  const end = Math.max(0, encoded.lastIndexOf('-'));
  const output = [...encoded.slice(0, end)];
  let code = 128;
  let bias = 72;
  let place = 0;
  for (let position = end > 0 ? end + 1 : 0; position < encoded.length; ) {
    const before = place;
    for (let weight = 1, k = BASE; ; k += BASE) {
      const digit = digitOf(encoded[position]);
      position += 1;
      if (digit === undefined) return undefined;
      place += digit * weight;
      const threshold = Math.min(Math.max(k - bias, 1), 26);
      if (place > LARGEST) return undefined;
      if (digit < threshold) break;
      weight *= BASE - threshold;
    }
    const length = output.length + 1;
    bias = adapt(place - before, length, before === 0);
    code += Math.floor(place / length);
    if (code > 0x10_ff_ff) return undefined;
    place %= length;
    output.splice(place, 0, String.fromCodePoint(code));
    place += 1;
  }
  return output.join('');
}

function digitOf(character = ''): number | undefined {
  if (/^[a-z]$/i.test(character)) return character.toLowerCase().charCodeAt(0) - 97;
  return /^\d$/.test(character) ? Number(character) + 26 : undefined;
}

function adapt(delta: number, length: number, isFirst: boolean): number {
  let rest = Math.floor(delta / (isFirst ? DAMP : 2));
  rest += Math.floor(rest / length);
  let k = 0;
  for (; rest > ((BASE - 1) * 26) / 2; k += BASE) rest = Math.floor(rest / (BASE - 1));
  return k + Math.floor((BASE * rest) / (rest + SKEW));
}
