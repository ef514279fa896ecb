import type { UnpackBudget } from '../../unpack-budget.ts';
import { parsePdfValue } from './pdf-parser.ts';
import { isSpace, skipSpace } from './pdf-space.ts';
import type { PdfObject } from './pdf-value.ts';

const MARK = Buffer.from('obj');
const STREAM = Buffer.from('stream');
const D = 0x64;

/** Objects may lie in each other and are then read more than once: in all, as many times the file's length at most. */
const MAX_READINGS = 12;
const FLOOR_BYTES = 1_000_000;

/**
 * Reads the objects of one file.
 * @throws Error when they lie in each other more often than any program writes them, LimitReached when the time is over.
 */
export type ObjectReader = {
  /**
   * Every indirect object that stands in the file, in its order: also older versions of changed ones, those that no table
   * lists and those in the streams of others. Cross-reference tables are not read: they may be broken, or lie.
   */
  all: () => Generator<PdfObject>;
  /** The object whose `obj` stands at `mark`. */
  at: (mark: number) => PdfObject | null;
};

export function createObjectReader(view: Buffer, budget: UnpackBudget): ObjectReader {
  let toRead = MAX_READINGS * view.length + FLOOR_BYTES;

  function at(mark: number): PdfObject | null {
    // Also where nothing comes of it: a comment without an end is read to the end of the file.
    budget.growTo(0);
    const object = readObject(view, mark);
    toRead -= object === null ? MARK.length : object.end - mark;
    if (toRead < 0) throw new Error('its objects lie in each other');
    return object;
  }

  function* all(): Generator<PdfObject> {
    for (let mark = view.indexOf(MARK); mark >= 0; mark = view.indexOf(MARK, mark + MARK.length)) {
      const object = view[mark - 1] === D ? null : at(mark);
      if (object !== null) yield object;
    }
  }

  return { all, at };
}

function readObject(view: Buffer, mark: number): PdfObject | null {
  const generation = readNumberBefore(view, mark);
  const id = generation === null ? null : readNumberBefore(view, generation.at);
  if (generation === null || id === null) return null;
  const parsed = parsePdfValue(view, mark + MARK.length);
  if (parsed === null) return null;
  const next = skipSpace(view, parsed.end);
  const hasStream =
    parsed.value.kind === 'dictionary' && view.subarray(next, next + STREAM.length).equals(STREAM);
  return {
    id: id.value,
    generation: generation.value,
    value: parsed.value,
    at: mark,
    end: parsed.end,
    streamAt: hasStream ? skipLineEnd(view, next + STREAM.length) : null,
  };
}

function readNumberBefore(view: Buffer, end: number): { value: number; at: number } | null {
  let at = end;
  while (at > 0 && isSpace(view[at - 1] ?? 0)) at -= 1;
  const last = at;
  while (at > 0 && last - at < 10 && isDigit(view[at - 1] ?? 0)) at -= 1;
  return at === last ? null : { value: Number(view.toString('latin1', at, last)), at };
}

function isDigit(byte: number): boolean {
  return byte >= 0x30 && byte <= 0x39;
}

function skipLineEnd(view: Buffer, at: number): number {
  if (view[at] === 0x0d) return view[at + 1] === 0x0a ? at + 2 : at + 1;
  return view[at] === 0x0a ? at + 1 : at;
}
