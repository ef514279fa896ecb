import type { SevenZipModule } from '7z-wasm';
import type { UnpackBudget } from './unpack-budget.ts';

/** Where 7-Zip is to write members to, in its file system in memory. */
export const OUT_FOLDER = '/out';

const WRITE_FLAGS = 3;

/**
 * Replaces the file system's calls by ones that count, hand each member over when it is whole, and free it. The only writer
 * is 7-Zip. A member that is too large is let go of; the budget says for how long it is unpacked nevertheless.
 */
export function watchMembers(
  { FS }: SevenZipModule,
  budget: UnpackBudget,
  onMember: (path: string, bytes: Uint8Array) => void,
): void {
  const { read, write, close, ftruncate, mkdir } = FS;
  const sizes = new Map<string, number>();
  /** Of the member that is being written: what came before it says nothing of how it grows. */
  let flow = { unpacked: 0, packed: 0 };
  FS.read = (...args) => {
    const length = read(...args);
    // Before, 7-Zip reads the beginning of an archive several times, to find out what it is.
    if (flow.unpacked > 0) flow.packed += length;
    return length;
  };
  FS.write = (stream, buffer, offset, length, position, canOwn) => {
    const path = toOutputPath(stream);
    if (path === null) return write(stream, buffer, offset, length, position, canOwn);
    const before = sizes.get(path) ?? 0;
    if (before === 0) flow = { unpacked: 0, packed: 0 };
    const size = before + length;
    sizes.set(path, size);
    flow.unpacked += length;
    if (budget.isTooLarge(size)) {
      budget.countTo(size, flow);
      if (!budget.isTooLarge(before)) FS.truncate(path, 0);
      return length;
    }
    budget.growTo(size);
    return write(stream, buffer, offset, length, position, canOwn);
  };
  FS.ftruncate = (fd, length) => {
    // 7-Zip reserves the size that the header claims; a false one must not take the memory.
    budget.growTo(length);
    ftruncate(fd, length);
  };
  FS.close = (stream) => {
    const path = toOutputPath(stream);
    close(stream);
    if (path === null) return;
    const size = sizes.get(path) ?? 0;
    sizes.delete(path);
    const bytes = FS.readFile(path);
    FS.truncate(path, 0);
    budget.addMember(budget.isTooLarge(size) ? size : bytes.length);
    onMember(path.slice(OUT_FOLDER.length + 1), bytes);
  };
  FS.mkdir = (path, mode) => {
    budget.enterFolder(path.split('/').filter(Boolean).length - 1);
    return mkdir(path, mode);
  };
  FS.symlink = () => {
    throw new Error('links are not unpacked');
  };
}

/** The path of a stream opened for writing below the output folder; null for the archive, the console and so on. */
function toOutputPath(stream: object): string | null {
  if (!('path' in stream && 'flags' in stream)) return null;
  const { path, flags } = stream;
  if (typeof path !== 'string' || typeof flags !== 'number') return null;
  return path.startsWith(`${OUT_FOLDER}/`) && (flags & WRITE_FLAGS) !== 0 ? path : null;
}
