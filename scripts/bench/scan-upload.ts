import { setTimeout as pause } from 'node:timers/promises';
import * as v from 'valibot';
import { uploadLarge } from '../memory/upload-large.ts';
import type { StartedScanner } from '../scanner/start-scanner.ts';

const POLL_MS = 2;
const PATIENCE_MS = 300_000;

/** The answer to a submission. */
export const Submitted = v.pipe(v.string(), v.parseJson(), v.object({ scan_id: v.number() }));
const Polled = v.object({ finished_at: v.nullable(v.string()) });

/**
 * Uploads a file of so many bytes to the scanner, and waits until its scan has ended.
 * @param chunk what the file holds, again and again; random bytes unless told
 * @throws Error where the scan does not end
 */
export async function scanUpload(scanner: StartedScanner, size: number, chunk?: Uint8Array): Promise<void> {
  const { text } = await uploadLarge(scanner, size, chunk);
  await untilVerdict(scanner, v.parse(Submitted, text).scan_id);
}

/** Asks until a scan has ended. */
export async function untilVerdict({ url, token }: StartedScanner, id: number): Promise<void> {
  const deadline = Date.now() + PATIENCE_MS;
  for (;;) {
    const response = await fetch(`${url}/api/v1/scans/list/${id}/`, {
      headers: { authorization: `Token ${token}` },
    });
    if (v.parse(Polled, await response.json()).finished_at !== null) return;
    if (Date.now() > deadline) throw new Error(`Scan ${id} did not end in ${PATIENCE_MS / 1_000} s.`);
    await pause(POLL_MS);
  }
}
