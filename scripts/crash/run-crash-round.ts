import { randomInt } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import * as v from 'valibot';
import type { StartedScanner } from '../scanner/start-scanner.ts';
import { type CrashSample, makeCrashSample } from './crash-sample.ts';
import type { Site } from './open-site.ts';
import type { CallbackCounter } from './start-callback-counter.ts';

/** What a round came to. `faults` is empty where every promise was kept. */
export type CrashRound = {
  /** Scans that a scanner had accepted, and submissions that got no answer. */
  accepted: number;
  unanswered: number;
  /** Callbacks that came more often than once. */
  repeated: number;
  /** Milliseconds from the kill to the end of the last scan and its callback. */
  recoveredMs: number;
  faults: string[];
};

const AT_ONCE = 8;
const PATIENCE_MS = 120_000;
/** From the submission that the kill is bound to, in milliseconds: scans are then in every state. */
const MAX_DELAY_MS = 400;

const Submitted = v.object({ scan_id: v.number() });
const Ended = v.object({
  finished_at: v.nullable(v.string()),
  verbose_verdict: v.nullable(v.string()),
  sample: v.nullable(v.object({ sha256: v.string() })),
});

/**
 * Submits scans to all scanners of a site in turn, kills one of them with SIGKILL at a random moment, starts it again, and
 * looks whether every accepted scan ends as it has to and is called back.
 */
export async function runCrashRound(
  site: Site,
  receiver: CallbackCounter,
  scans: number,
): Promise<CrashRound> {
  const accepted = new Map<number, CrashSample>();
  const victim = pick(site.scanners);
  const killAt = randomInt(scans);
  let killedAt = 0;
  let killing: Promise<void> = Promise.resolve();
  let next = 0;
  let unanswered = 0;

  async function submitSome(): Promise<void> {
    while (next < scans) {
      const number = next;
      next += 1;
      if (number === killAt) killing = killAndRestart();
      const sample = makeCrashSample(number);
      const scanner = site.scanners[number % site.scanners.length] ?? victim;
      accepted.set(await submitUntilAnswered(scanner, sample), sample);
    }
  }

  /** What is not answered may have been accepted all the same: it is another scan then, of which nothing is known. */
  async function submitUntilAnswered(scanner: StartedScanner, sample: CrashSample): Promise<number> {
    for (;;) {
      const id = await submit(scanner, sample, receiver.url);
      if (id !== null) return id;
      unanswered += 1;
      await killing;
    }
  }

  async function killAndRestart(): Promise<void> {
    await pause(randomInt(MAX_DELAY_MS));
    await victim.kill();
    killedAt = performance.now();
    await victim.restart();
  }

  await Promise.all(Array.from({ length: AT_ONCE }, submitSome));
  await killing;
  const faults = await untilEnded(site, receiver, accepted);
  const repeated = [...accepted.keys()].filter((id) => (receiver.calls.get(id)?.count ?? 0) > 1).length;
  const recoveredMs = performance.now() - killedAt;
  return { accepted: accepted.size, unanswered, repeated, recoveredMs, faults };
}

/** The number of the scan; null where the scanner does not say that it has it. */
async function submit(
  scanner: StartedScanner,
  sample: CrashSample,
  callback: string,
): Promise<number | null> {
  const body = new FormData();
  body.append('callback_url', callback);
  body.append('data', new Blob([new Uint8Array(sample.bytes)]), sample.name);
  const headers = { authorization: `Token ${scanner.token}` };
  try {
    const response = await fetch(`${scanner.url}/api/v1/files/`, { method: 'POST', headers, body });
    return response.ok ? v.parse(Submitted, await response.json()).scan_id : null;
  } catch {
    // It is dead, or died while it answered.
    await pause(50);
    return null;
  }
}

/** Waits for each scan and its callback. @returns what is wrong with them */
async function untilEnded(
  site: Site,
  { calls }: CallbackCounter,
  accepted: ReadonlyMap<number, CrashSample>,
): Promise<string[]> {
  const faults: string[] = [];
  const deadline = performance.now() + PATIENCE_MS;
  for (const [id, sample] of accepted) {
    const scan = await untilNotNull(() => findEnded(pick(site.scanners), id), deadline);
    if (scan === null) faults.push(`scan ${id} does not end`);
    else if (scan.verbose_verdict !== sample.verdict)
      faults.push(`scan ${id} ended ${scan.verbose_verdict} and not ${sample.verdict}`);
    else if (scan.sample?.sha256 !== sample.sha256) faults.push(`scan ${id} is of another file`);
    const called = await untilNotNull(async () => calls.get(id) ?? null, deadline);
    if (called === null) faults.push(`scan ${id} was not called back`);
    else if (called.verdicts.size !== 1 || !called.verdicts.has(sample.verdict))
      faults.push(`scan ${id} was called back with ${[...called.verdicts].join(' and ')}`);
  }
  return faults;
}

async function findEnded({ url, token }: StartedScanner, id: number) {
  const headers = { authorization: `Token ${token}` };
  const response = await fetch(`${url}/api/v1/scans/list/${id}/`, { headers });
  const scan = v.parse(Ended, await response.json());
  return scan.finished_at === null ? null : scan;
}

async function untilNotNull<T>(find: () => Promise<T | null>, deadline: number): Promise<T | null> {
  for (;;) {
    const found = await find();
    if (found !== null || performance.now() > deadline) return found;
    await pause(25);
  }
}

function pick<T>(all: readonly T[]): T {
  const one = all[randomInt(all.length)];
  if (one === undefined) throw new RangeError('There is nothing to pick from.');
  return one;
}
