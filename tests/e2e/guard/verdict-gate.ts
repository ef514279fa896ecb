import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createGatePhases, type GatePhase, type PhaseSwitches } from './gate-phases.ts';
import { answerFor, readHead, sendOnwards } from './pass-on.ts';
import { createRequestCount } from './request-count.ts';
import { findToken } from './site-file.ts';

/** When and how a scan of a file ends. */
export type VerdictPlan = {
  /** Least time from the submission to its verdict, in ms. */
  delayMs: number;
  /** The scan fails: `submit` – it is refused with 400; `result` – it ends without a verdict. */
  fail?: 'submit' | 'result';
};

/** One scan that was asked for. Times are ms since 1970. */
export type Submission = {
  token: string | undefined;
  route: 'link' | 'bytes' | 'page';
  at: number;
  scanId?: number;
  /** How often it was told of, finished or not. */
  told: number;
  /** When its end was first told. */
  verdictAt?: number;
};

/** A door in front of the scanner that decides when each scan's verdict is told, and counts what is asked of it. */
export type VerdictGate = PhaseSwitches & {
  url: string;
  /** What becomes of the scans of a file, by its token. Without a plan the scanner's answers pass as they are. */
  plan: (token: string, plan: VerdictPlan) => void;
  /** In the order of their arrival. */
  submissions: () => readonly Submission[];
  submissionsOf: (token: string) => readonly Submission[];
  /** When the end of this file's last scan was first told: those before may have been of a login page. */
  verdictAt: (token: string) => number | undefined;
  /** Most submissions that were under way at the same time. */
  mostAtOnce: () => number;
  /** All requests that came so far, and how many were under way at the same time at most. */
  requests: () => { total: number; mostAtOnce: number };
  close: () => Promise<void>;
};

const DETAIL = /^\/api\/v1\/scans\/list\/(\d+)\/$/;

/** Opens the door on loopback. */
export async function openVerdictGate(target: string): Promise<VerdictGate> {
  const plans = new Map<string, VerdictPlan>();
  const submissions: Submission[] = [];
  const phases = createGatePhases();
  const submitting = createRequestCount();
  const all = createRequestCount();

  async function submit(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const at = Date.now();
    const head = await readHead(incoming, (text) => findToken(text) !== undefined);
    const token = findToken(head.toString('latin1'));
    const submission: Submission = { token, route: routeOf(incoming), at, told: 0 };
    submissions.push(submission);
    if (token !== undefined && plans.get(token)?.fail === 'submit') {
      submission.verdictAt = Date.now();
      incoming.resume();
      return answerFor(outgoing, 400, { detail: 'The test refuses this file.' });
    }
    const answer = await sendOnwards(target, incoming, head);
    const id = answer.json?.scan_id;
    if (typeof id === 'number') submission.scanId = id;
    answer.passTo(outgoing);
  }

  async function poll(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const answer = await sendOnwards(target, incoming, Buffer.alloc(0));
    const { json } = answer;
    const isDetail = DETAIL.test(incoming.url ?? '');
    if (json === undefined || answer.status !== 200) return answer.passTo(outgoing);
    if (isDetail) return answerFor(outgoing, 200, toTold(json));
    if (!Array.isArray(json.results)) return answer.passTo(outgoing);
    return answerFor(outgoing, 200, { ...json, results: json.results.map(toTold) });
  }

  /** The scan as it is told by now. */
  function toTold(scan: Record<string, unknown>): Record<string, unknown> {
    const submission = submissions.find(({ scanId }) => scanId !== undefined && String(scanId) === scan.id);
    const plan = plans.get(submission?.token ?? '');
    if (submission === undefined) return scan;
    submission.told += 1;
    const unfinished = { ...scan, finished_at: null, verbose_verdict: null, evidence: [], confidence: null };
    if (plan !== undefined && Date.now() < submission.at + plan.delayMs) return unfinished;
    if (scan.finished_at === null) return scan;
    submission.verdictAt ??= Date.now();
    return plan?.fail === 'result' ? { ...scan, verbose_verdict: null, evidence: FAILED } : scan;
  }

  const server = createServer((incoming, outgoing) => {
    const phase: GatePhase = incoming.method === 'POST' ? 'submit' : 'poll';
    const serve = phase === 'submit' ? submit : poll;
    all.add(outgoing);
    if (phase === 'submit') submitting.add(outgoing);
    phases.pass(phase, incoming, outgoing, () => {
      serve(incoming, outgoing).catch(() => outgoing.destroy());
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const ofToken = (token: string) => submissions.filter((submission) => submission.token === token);
  return {
    url: `http://127.0.0.1:${portOf(server.address())}`,
    plan: (token, plan) => void plans.set(token, plan),
    submissions: () => submissions,
    submissionsOf: ofToken,
    verdictAt: (token) => ofToken(token).at(-1)?.verdictAt,
    mostAtOnce: () => submitting.read().mostAtOnce,
    requests: all.read,
    hold: phases.hold,
    refuse: phases.refuse,
    waiting: phases.waiting,
    open: phases.open,
    close() {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

const FAILED = [
  { name: 'engine_failed', description: 'The test has it fail.', category: '', verdict: null, data: {} },
];

function routeOf({ url = '', headers }: IncomingMessage): Submission['route'] {
  if (url.includes('/urls/')) return 'page';
  return headers['content-type']?.startsWith('multipart/') ? 'bytes' : 'link';
}

function portOf(address: AddressInfo | string | null): number {
  if (address === null || typeof address === 'string') throw new Error('The gate has no port.');
  return address.port;
}
