import { setTimeout as pause } from 'node:timers/promises';
import * as v from 'valibot';
import type { StartedScanner } from '../scanner/start-scanner.ts';

const Submitted = v.object({ scan_id: v.number() });
const Scan = v.object({
  finished_at: v.nullable(v.string()),
  verbose_verdict: v.nullable(v.string()),
  evidence: v.array(v.object({ name: v.string(), data: v.record(v.string(), v.unknown()) })),
});

/** A scan that is over. */
export type EndedScan = v.InferOutput<typeof Scan>;

const POLL_MS = 100;
/** The scanner gives a file up twice before. */
const PATIENCE_MS = 900_000;

/** Submits a file and waits until its scan is over. @throws Error where it is not accepted, or does not end */
export async function submitFile(
  scanner: StartedScanner,
  bytes: Uint8Array,
  name: string,
): Promise<EndedScan> {
  const headers = { authorization: `Token ${scanner.token}` };
  const body = new FormData();
  body.append('data', new Blob([new Uint8Array(bytes)]), name);
  const response = await fetch(`${scanner.url}/api/v1/files/`, { method: 'POST', headers, body });
  if (!response.ok) throw new Error(`answered ${response.status}`);
  const { scan_id } = v.parse(Submitted, await response.json());
  const deadline = Date.now() + PATIENCE_MS;
  while (Date.now() < deadline) {
    const answer = await fetch(`${scanner.url}/api/v1/scans/list/${scan_id}/`, { headers });
    const scan = v.parse(Scan, await answer.json());
    if (scan.finished_at) return scan;
    await pause(POLL_MS);
  }
  throw new Error(`the scan did not end within ${PATIENCE_MS / 1_000} s`);
}
