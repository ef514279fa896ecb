import type { sendMessage } from '../../lib/platform/messages.ts';
import type { StagedBytes } from '../../lib/storage/staged-bytes.ts';

/**
 * Makes what scans a file that a person gave: its bytes are kept first, since a page can't hand them to the
 * background, then the background is told. What it never takes up is swept later.
 * @throws QuotaExceededError where there is no room for the bytes
 */
export function createFileScanner(
  staged: Pick<StagedBytes, 'stage'>,
  send: typeof sendMessage,
  maxBytes: number,
): (file: File) => Promise<{ id: string }> {
  return async (file) => {
    const id = crypto.randomUUID();
    // What is too large is refused as any other scan is, in the history, and need not be copied for that.
    if (file.size <= maxBytes) await staged.stage(id, file, Date.now());
    return send('scan-file', { id, name: file.name, size: file.size });
  };
}
