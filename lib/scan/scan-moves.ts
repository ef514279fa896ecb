import { advanceScan } from '../core/advance-scan.ts';
import { IllegalMoveError } from '../core/errors.ts';
import type { StagedCopy } from '../core/hold.ts';
import { isLocked } from '../core/is-locked.ts';
import type { Problem } from '../core/problem.ts';
import type { FallBackReason, Scan } from '../core/scan.ts';
import type { ScanEvent } from '../core/scan-event.ts';
import type { ScanStore } from '../storage/scan-store.ts';
import type { StagedBytes } from '../storage/staged-bytes.ts';
import type { PasswordMemory } from './password-memory.ts';
import type { WakeUp } from './wake-up.ts';

export type ScanMovesDeps = {
  store: Pick<ScanStore, 'get' | 'update'>;
  staged: Pick<StagedBytes, 'get'>;
  passwords: Pick<PasswordMemory, 'keep' | 'forgetAfter'>;
  wakeUp: Pick<WakeUp, 'guard'>;
  now: () => number;
  /** Starts on what has become due. */
  run: () => void;
};

/** What may be asked of a scan that waits or is at rest. Each answers whether the scan could do so. */
export type ScanMoves = {
  /** Takes up a scan that waits, failed or was withheld. */
  retry: (id: string) => Promise<boolean>;
  /** Looks at a scan again that waits to be sent: whether it still is to be. */
  recheck: (id: string) => Promise<boolean>;
  /** A person has said whether the bytes of a document may be sent. */
  allowBytes: (id: string, isAllowed: boolean) => Promise<boolean>;
  /** The bytes of a scan are staged: it goes on with them. */
  supply: (id: string, copy: StagedCopy) => Promise<boolean>;
  /** The link was no way to this file: its bytes are wanted. `because` is recorded in the history. */
  needBytes: (id: string, because: FallBackReason) => Promise<boolean>;
  /** Nobody can get at the bytes of a scan that needs them: it ends as failed, `no-bytes` unless told why. */
  refuseBytes: (id: string, problem?: Problem) => Promise<boolean>;
  /** Scans an encrypted file again with a password, which is kept in memory only. Needs the link, or staged bytes. */
  unlock: (id: string, password: string) => Promise<boolean>;
  /** Has the scanner scan again what is done, whatever the history knows. Needs the link, or staged bytes. */
  rescan: (id: string) => Promise<boolean>;
};

/** Makes the moves. */
export function createScanMoves({ store, staged, passwords, wakeUp, now, run }: ScanMovesDeps): ScanMoves {
  /** Makes a move; not where `mayMove` or the table says no. */
  async function move(id: string, event: ScanEvent, mayMove: (scan: Scan) => boolean = () => true) {
    await wakeUp.guard();
    try {
      const scan = await store.update(id, (current) => {
        if (!mayMove(current)) throw new IllegalMoveError(current.state, event.type);
        return advanceScan(current, event, now());
      });
      return scan !== undefined;
    } catch (error) {
      if (error instanceof IllegalMoveError) return false;
      throw error;
    } finally {
      run();
    }
  }

  /** A verdict is not given up for a scan that can't be made. */
  async function canBeSentAgain(id: string): Promise<boolean> {
    const scan = await store.get(id);
    return scan !== undefined && (scan.route !== 'bytes' || (await staged.get(id)) !== undefined);
  }

  async function unlock(id: string, password: string): Promise<boolean> {
    if (!(await canBeSentAgain(id))) return false;
    return move(id, { type: 'unlock' }, (scan) => {
      if (scan.state !== 'done' || !isLocked(scan)) return false;
      // Before the write, so that no step can find the scan due and its password not there.
      passwords.keep(id, password);
      return true;
    }).catch((error: unknown) => {
      passwords.forgetAfter(id, 'done');
      throw error;
    });
  }

  return {
    retry: (id) => move(id, { type: 'retry' }),
    recheck: (id) => move(id, { type: 'retry' }, ({ state }) => state === 'waiting-to-submit'),
    allowBytes: (id, isAllowed) =>
      move(id, { type: 'retry', bytesAllowed: isAllowed }, ({ problem }) => problem === 'ask-first'),
    supply: (id, copy) => move(id, { type: 'supply', copy }),
    needBytes: (id, because) => move(id, { type: 'need-bytes', because }),
    refuseBytes: (id, problem = 'no-bytes') =>
      move(id, { type: 'refuse', problem }, ({ state }) => state === 'needs-bytes'),
    unlock,
    rescan: async (id) => (await canBeSentAgain(id)) && move(id, { type: 'rescan' }),
  };
}
