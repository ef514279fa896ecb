import type { FilesClient } from '../../lib/api/files-client.ts';
import type { SubmissionMark, SubmittedScan } from '../../lib/api/scan-lookup.ts';
import type { FileSubmission, PageSubmission, Submitted } from '../../lib/api/submission.ts';
import { ApiError } from '../../lib/core/errors.ts';
import type { ScanResult } from '../../lib/core/scan.ts';

export type FakeCall = { server: string; token: string } & (
  | { method: 'submitFile'; submission: FileSubmission }
  | { method: 'submitPage'; submission: PageSubmission }
  | { method: 'fetchResult'; scan: SubmittedScan }
  | { method: 'findSubmission'; mark: SubmissionMark }
  | { method: 'checkConnection' }
);

/** What the scanners answer. A function that throws an `ApiError` is a refusal; one that never settles hangs. */
export type FakeAnswers = {
  submitFile: (submission: FileSubmission, server: string) => Promise<Submitted>;
  submitPage: (submission: PageSubmission, server: string) => Promise<Submitted>;
  fetchResult: (scan: SubmittedScan, server: string) => Promise<ScanResult | undefined>;
  findSubmission: (mark: SubmissionMark, server: string) => Promise<number | undefined>;
  checkConnection: (server: string) => Promise<void>;
};

export type FakeFilesClients = {
  /** Stands in for `createFilesClient`: a client for a server with a token. */
  connect: (server: string, token: string) => FilesClient;
  /** Changes what is answered from now on. */
  answer: (answers: Partial<FakeAnswers>) => void;
  /** Every call, in order, with the server that it went to and the token that it carried. */
  calls: () => readonly FakeCall[];
};

/** The answer, unless the caller breaks off before. */
function untilAborted<T>(answer: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (signal === undefined) return answer;
  const aborted = new Promise<never>((_resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
  return Promise.race([answer, aborted]);
}

/**
 * Scanners in memory: they take everything, numbered from 1, never finish and find nothing in their list, unless told
 * otherwise. They send whatever bytes there are at once.
 */
export function createFakeFilesClients(initial: Partial<FakeAnswers> = {}): FakeFilesClients {
  const calls: FakeCall[] = [];
  let lastId = 0;
  const take = async (): Promise<Submitted> => {
    lastId += 1;
    return { scanId: lastId };
  };
  let answers: FakeAnswers = {
    submitFile: take,
    submitPage: take,
    fetchResult: async () => undefined,
    findSubmission: async () => undefined,
    checkConnection: async () => {},
    ...initial,
  };

  function connect(server: string, token: string): FilesClient {
    return {
      async submitFile(submission, { signal, onProgress } = {}) {
        calls.push({ server, token, method: 'submitFile', submission });
        signal?.throwIfAborted();
        const size = submission.data?.size;
        if (size !== undefined) onProgress?.(size, size);
        return untilAborted(answers.submitFile(submission, server), signal);
      },
      async submitPage(submission, { signal } = {}) {
        calls.push({ server, token, method: 'submitPage', submission });
        signal?.throwIfAborted();
        return answers.submitPage(submission, server);
      },
      async fetchResult(scan, { signal } = {}) {
        calls.push({ server, token, method: 'fetchResult', scan });
        signal?.throwIfAborted();
        return answers.fetchResult(scan, server);
      },
      async findSubmission(mark, { signal } = {}) {
        calls.push({ server, token, method: 'findSubmission', mark });
        signal?.throwIfAborted();
        return answers.findSubmission(mark, server);
      },
      async waitForResult(scan, { signal }) {
        const result = await this.fetchResult(scan, signal === undefined ? {} : { signal });
        if (result === undefined) throw new ApiError('no-verdict');
        return result;
      },
      async checkConnection({ signal } = {}) {
        calls.push({ server, token, method: 'checkConnection' });
        signal?.throwIfAborted();
        return answers.checkConnection(server);
      },
    };
  }

  return {
    connect,
    answer(changed) {
      answers = { ...answers, ...changed };
    },
    calls: () => calls,
  };
}
