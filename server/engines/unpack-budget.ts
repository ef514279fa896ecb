/** Limits for everything that one sample unpacks to, on all levels together. */
export type UnpackLimits = {
  /** Levels that are opened, archives, mails and documents alike: 1 opens only the sample itself. */
  maxDepth: number;
  /** Folders that a member's path may lie in. */
  maxFolders: number;
  maxMembers: number;
  /** Bytes of all members together. */
  maxBytes: number;
  /** Bytes of one member; it is held in memory. */
  maxMemberBytes: number;
  /** Unpacked bytes for each packed byte, looked at only past `ratioFloorBytes`: small files compress far better. */
  maxRatio: number;
  ratioFloorBytes: number;
  /** Milliseconds for unpacking and scanning the members. */
  maxMs: number;
};

export type LimitName = 'depth' | 'folders' | 'parts' | 'members' | 'size' | 'member_size' | 'ratio' | 'time';

/** Thrown through 7-Zip to stop it at once; not an error of the sample or of the service. */
export class LimitReached extends Error {
  readonly limit: LimitName;

  constructor(limit: LimitName) {
    super(`archive limit: ${limit}`);
    this.limit = limit;
  }
}

/** Bytes of one archive, so far: those of its members, and those read of it since the first of them. */
export type ArchiveFlow = { unpacked: number; packed: number };

export type UnpackBudget = ReturnType<typeof createUnpackBudget>;

/** Counts what one sample of `packedBytes` bytes has unpacked so far. Each call throws LimitReached past a limit. */
export function createUnpackBudget(limits: UnpackLimits, packedBytes: number, now: () => number) {
  const deadline = now() + limits.maxMs;
  let members = 0;
  let bytes = 0;

  function check(pending: number): void {
    if (pending > limits.maxMemberBytes) throw new LimitReached('member_size');
    if (bytes + pending > limits.maxBytes) throw new LimitReached('size');
    checkGrowth(pending);
  }

  function checkGrowth(pending: number): void {
    const total = bytes + pending;
    if (total > limits.ratioFloorBytes && total > limits.maxRatio * packedBytes)
      throw new LimitReached('ratio');
    if (now() > deadline) throw new LimitReached('time');
  }

  return {
    /** The limit after which no archive needs to be opened any more; null while there may be something left. */
    spent(): LimitName | null {
      if (members > limits.maxMembers) return 'members';
      return now() > deadline ? 'time' : null;
    },
    /** Bytes that a next member may have, at least 0. One more of them, and `growTo` or `addMember` throws. */
    room(): number {
      const byRatio = Math.max(limits.ratioFloorBytes, limits.maxRatio * packedBytes);
      return Math.max(0, Math.min(limits.maxMemberBytes, Math.min(limits.maxBytes, byRatio) - bytes));
    },
    /** A member being written has reached `size` bytes. */
    growTo: check,
    /** Whether a member of `size` bytes is not to be kept, but at most to be counted on. */
    isTooLarge: (size: number): boolean => size > limits.maxMemberBytes,
    /**
     * A member that is too large has reached `size` bytes, of which none is kept. It is counted on for as long as it
     * has given `flow.unpacked` bytes for `flow.packed` read ones, more than the ratio: then the whole sample may turn out
     * to. Harmless ones do not, and are stopped at once.
     */
    countTo(size: number, flow: ArchiveFlow): void {
      checkGrowth(size);
      if (flow.unpacked <= limits.maxRatio * flow.packed) throw new LimitReached('member_size');
    },
    /**
     * So many bytes were unpacked on the way to a member and are gone again: what lies between two filters, or what an
     * attempt gave that failed. They count as those of members do, so that no work is free.
     */
    spend(size: number): void {
      bytes += size;
      check(0);
    },
    /** A folder is being made, `depth` levels down. */
    enterFolder(depth: number): void {
      if (depth > limits.maxFolders) throw new LimitReached('folders');
      check(0);
    },
    /** A member of `size` bytes is complete. */
    addMember(size: number): void {
      members += 1;
      if (members > limits.maxMembers) throw new LimitReached('members');
      check(size);
      bytes += size;
    },
  };
}
