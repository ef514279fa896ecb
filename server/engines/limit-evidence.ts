import type { WireEvidence } from '../../lib/api/wire.ts';

/** Entries of one kind (findings or gaps) that an outcome lists. */
const MAX_ENTRIES = 100;

/** Bytes of JSON that entries of one kind may take: callers read answers up to a few megabytes only. */
const MAX_BYTES = 400_000;

/** Characters of one text: a rule's words and the path of a member may be of any length. */
const MAX_TEXT = 500;
const MAX_ENDING = 100;

/**
 * The first entries, as many as an answer has room for, with long texts cut in their middle; where some are left out,
 * `toRest` makes one entry more that says how many.
 * @param entries the most important first.
 * @param toRest is given those that were left out, at least one.
 */
export function limitEvidence(
  entries: readonly WireEvidence[],
  toRest: (leftOut: readonly WireEvidence[]) => WireEvidence,
): WireEvidence[] {
  const kept: WireEvidence[] = [];
  let bytes = 0;
  for (const entry of entries.slice(0, MAX_ENTRIES)) {
    const short = toShort(entry);
    bytes += Buffer.byteLength(JSON.stringify(short));
    if (bytes > MAX_BYTES) break;
    kept.push(short);
  }
  const leftOut = entries.slice(kept.length);
  return leftOut.length === 0 ? kept : [...kept, toRest(leftOut)];
}

function toShort(entry: WireEvidence): WireEvidence {
  const data = Object.entries(entry.data).map(([key, value]) => [key, cutTexts(value)]);
  return { ...entry, description: cutText(entry.description), data: Object.fromEntries(data) };
}

function cutTexts(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(cutTexts);
  return typeof value === 'string' ? cutText(value) : value;
}

/** Keeps the ending: of a path, the name of the file itself. */
function cutText(text: string): string {
  if (text.length <= MAX_TEXT) return text;
  return `${text.slice(0, MAX_TEXT - MAX_ENDING - 1)}…${text.slice(-MAX_ENDING)}`.toWellFormed();
}
