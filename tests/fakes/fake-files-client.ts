import type { FilesClient } from '../../lib/api/files-client.ts';
import type { ScanResult } from '../../lib/core/scan.ts';

export type FakeCall = { server: string; token: string } & (
  | { method: 'submitLink'; downloadLink: string; name?: string }
  | { method: 'fetchResult'; remoteId: number }
  | { method: 'checkConnection' }
);

/** What the scanners answer. A function that throws an `ApiError` is a refusal; one that never settles hangs. */
export type FakeAnswers = {
  submitLink: (link: { downloadLink: string; name?: string }, server: string) => Promise<number>;
  fetchResult: (remoteId: number, server: string) => Promise<ScanResult | undefined>;
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

/** Scanners in memory: they take every link, numbered from 1, and never finish, unless told otherwise. */
export function createFakeFilesClients(initial: Partial<FakeAnswers> = {}): FakeFilesClients {
  const calls: FakeCall[] = [];
  let lastId = 0;
  let answers: FakeAnswers = {
    async submitLink() {
      lastId += 1;
      return lastId;
    },
    fetchResult: async () => undefined,
    checkConnection: async () => {},
    ...initial,
  };
  return {
    connect: (server, token) => ({
      async submitLink(link) {
        calls.push({ server, token, method: 'submitLink', ...link });
        return answers.submitLink(link, server);
      },
      async fetchResult(remoteId) {
        calls.push({ server, token, method: 'fetchResult', remoteId });
        return answers.fetchResult(remoteId, server);
      },
      async checkConnection() {
        calls.push({ server, token, method: 'checkConnection' });
        return answers.checkConnection(server);
      },
    }),
    answer(changed) {
      answers = { ...answers, ...changed };
    },
    calls: () => calls,
  };
}
