import { CONSENTED_POLICY } from '../../lib/core/guard-policy.ts';
import type { Hold } from '../../lib/core/hold.ts';
import { newHold } from '../../lib/core/new-hold.ts';
import { newScan } from '../../lib/core/new-scan.ts';
import type { Scan } from '../../lib/core/scan.ts';
import { VERDICTS } from '../../lib/core/verdict.ts';

const SERVER = 'http://127.0.0.1:8080';

/** A scan of a file with this name, a while before `now` (ms since 1970). */
function scanOf(name: string, now: number, given: Partial<Scan> = {}): Scan {
  const address = `https://files.example.org/${name}`;
  const scan = newScan({ id: name, source: 'download', address, name, now: now - 8_000 });
  return { ...scan, server: SERVER, ...given };
}

function holdOf(name: string, now: number, given: Partial<Hold>): Hold {
  return { ...newHold(CONSENTED_POLICY, { id: name, downloadId: 1, name, now }), ...given };
}

/** Scans in each state, and with each verdict. */
export function sampleScans(now: number): readonly Scan[] {
  const rest = { state: 'done', finishedAt: now - 60_000 } as const;
  return [
    scanOf('queued.zip', now, { state: 'queued' }),
    scanOf('submitting.pptx', now, { state: 'submitting', route: 'bytes', size: 146_000_000 }),
    scanOf('polling.exe', now, { state: 'polling' }),
    scanOf('waiting-to-submit.pdf', now, { state: 'waiting-to-submit', problem: 'unreachable' }),
    scanOf('waiting-to-poll.pdf', now, { state: 'waiting-to-poll', problem: 'unauthorized' }),
    scanOf('needs-bytes.bin', now, { state: 'needs-bytes' }),
    scanOf('withheld.docx', now, { state: 'withheld', withheld: 'private-host' }),
    scanOf('failed.tar.zst', now, { state: 'failed', problem: 'too-large', size: 612e6, sizeLimit: 500e6 }),
    ...VERDICTS.map((verdict) => scanOf(`${verdict}.exe`, now, { ...rest, verdict })),
    scanOf(`invoice\u202e${'x'.repeat(80)}fdp.exe`, now, {
      ...rest,
      verdict: 'suspicious',
      host: 'xn--pypal-4ve.example',
    }),
  ];
}

/** Guarded downloads about which nobody is asked, each with its scan. */
export function sampleHolds(now: number): readonly { hold: Hold; scan: Scan }[] {
  const polling = { state: 'polling' } as const;
  const done = { state: 'done', verdict: 'malicious', finishedAt: now - 60_000 } as const;
  const pair = (name: string, hold: Partial<Hold>, scan: Partial<Scan>) => ({
    hold: holdOf(name, now, hold),
    scan: scanOf(name, now, scan),
  });
  return [
    pair('held.exe', { state: 'held' }, polling),
    pair(
      'parked.exe',
      { state: 'parked', place: 'marked-name', markedName: 'parked.exe.unverified' },
      polling,
    ),
    pair(
      'removed.exe',
      { state: 'removed', fate: { do: 'remove', by: 'policy', because: 'malicious' } },
      done,
    ),
    pair('kept.exe', { state: 'kept', fate: { do: 'keep', by: 'person', because: 'malicious' } }, done),
  ];
}

/** Guarded downloads that wait for a person. */
export function sampleQuestions(now: number) {
  const done = { state: 'done', verdict: 'unknown', finishedAt: now - 60_000 } as const;
  return (['encrypted', 'malicious', 'too-large', 'time-limit'] as const).map((question) => {
    const name = `${question}.zip`;
    const verdict = question === 'malicious' ? 'malicious' : 'unknown';
    const hold = holdOf(name, now, { state: 'staged', place: 'staged', question });
    return { question, hold, scan: scanOf(name, now, { ...done, verdict }) };
  });
}
