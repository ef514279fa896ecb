import { type Answer, json, startHostileServer } from '../../fixtures/api/hostile-server.ts';
import { findToken, type SiteFile } from './site-file.ts';

/** What a request to the API is for. */
export type FaultPhase = 'submit' | 'poll';

/** How the requests of one phase about a file are answered. */
export type BadTreatment = { at: FaultPhase; answer: Answer };

/** A server in the scanner's place that answers as badly as it is told to, about each file in its own way. */
export type HostileApi = {
  /** Address without a slash at its end. */
  url: string;
  /** How requests about a file are answered from now on. About others: they are taken, and never done. */
  treat: (file: SiteFile, bad: BadTreatment) => void;
  /** From now on requests about a file are answered as a scanner does, and it is found to be this. */
  recover: (file: SiteFile, verdict: 'CLN' | 'MAL') => void;
  /** When a file was answered badly first; undefined before that. ms since 1970. */
  badSince: (file: SiteFile) => number | undefined;
  close: () => Promise<void>;
};

const SUBMIT_PATH = '/api/v1/files/';
const DETAIL = /^\/api\/v1\/scans\/list\/(\d+)\//;

/** Opens the server on loopback. Every token will do, but those that a treatment refuses. */
export async function openHostileApi(): Promise<HostileApi> {
  const server = await startHostileServer();
  const bad = new Map<string, BadTreatment>();
  const verdicts = new Map<string, { file: SiteFile; verdict: string }>();
  const firstBad = new Map<string, number>();
  const scans: string[] = [];

  function submit(token: string): Answer {
    return badAnswer(token, 'submit') ?? json(200, { scan_id: scans.push(token) });
  }

  function poll(scanId: number): Answer {
    const token = scans[scanId - 1] ?? '';
    const known = verdicts.get(token);
    const found = known === undefined ? {} : toFinished(known.file, known.verdict);
    return badAnswer(token, 'poll') ?? json(200, { ...toUnfinished(scanId), ...found });
  }

  function badAnswer(token: string, phase: FaultPhase): Answer | undefined {
    const treatment = bad.get(token);
    if (treatment?.at !== phase) return undefined;
    if (!firstBad.has(token)) firstBad.set(token, Date.now());
    return treatment.answer;
  }

  server.answerWith((response, request) => {
    const { url, method, body } = request;
    const scanId = DETAIL.exec(url)?.[1];
    if (method === 'POST' && url === SUBMIT_PATH) submit(findToken(body) ?? '')(response, request);
    else if (scanId !== undefined) poll(Number(scanId))(response, request);
    // The list holds no scan: what is looked for there was lost.
    else json(200, { results: [], has_more: false })(response, request);
  });
  return {
    url: server.address,
    treat: ({ token }, treatment) => void bad.set(token, treatment),
    recover(file, verdict) {
      bad.delete(file.token);
      verdicts.set(file.token, { file, verdict });
    },
    badSince: ({ token }) => firstBad.get(token),
    close: server.close,
  };
}

/** A scan as its own address tells of it: the answers of treatments are made of it, too. */
export function answerOf(toFields: (scanId: number) => object): Answer {
  return (response, request) => {
    const scanId = Number(DETAIL.exec(request.url)?.[1]);
    json(200, { ...toUnfinished(scanId), ...toFields(scanId) })(response, request);
  };
}

function toUnfinished(scanId: number): object {
  return { id: String(scanId), finished_at: null, verbose_verdict: null, evidence: [] };
}

/** A scan that ended, of the very bytes that the site sent. */
function toFinished({ sha256, bytes }: SiteFile, verdict: string): object {
  const sample = { sha256, file_size: bytes.length };
  return { finished_at: new Date().toISOString(), verbose_verdict: verdict, sample };
}
