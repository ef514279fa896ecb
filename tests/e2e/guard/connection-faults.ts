import type { Page } from '@playwright/test';
import type { FateReason } from '../../../lib/core/decide-fate.ts';
import type { Problem } from '../../../lib/core/problem.ts';
import { DATABASE_NAME } from '../../../lib/storage/open-database.ts';
import { byPath, hangUp, html, json, startHostileServer } from '../../fixtures/api/hostile-server.ts';
import { makeSelfSignedCertificate } from '../../fixtures/api/make-self-signed-certificate.ts';
import type { Kind } from './cell.ts';
import { consentStrike } from './consent-strike.ts';
import type { HostileApi } from './hostile-api.ts';
import type { SiteFile } from './site-file.ts';

/** What the extension is connected to. */
export type TestConnection = { server: string; token: string | undefined };

/** What makes a scan fail beside the answers of a server, or for all files of it. */
export type ConnectionFault = {
  name: string;
  kind: Kind;
  problem: Problem;
  reason: FateReason;
  /** Problems that only a client outside of a browser tells apart from this one. */
  standsFor?: readonly Problem[];
  connection: TestConnection;
  /** Before the download begins. */
  prepare?: (file: SiteFile) => void;
  /** Once its submission was answered badly. */
  strike?: (extensionPage: Page, id: string) => Promise<void>;
  /** After the file was decided on. */
  undo?: (extensionPage: Page) => Promise<void>;
};

export type ConnectionFaults = { faults: readonly ConnectionFault[]; close: () => Promise<void> };

/**
 * All of them, with the servers that they need.
 * @param api what is sent to it is taken, unless a file is treated otherwise
 */
export async function openConnectionFaults(api: HostileApi): Promise<ConnectionFaults> {
  const gone = await startHostileServer();
  await gone.close();
  const secure = await startHostileServer(makeSelfSignedCertificate());
  const listless = await startHostileServer();
  listless.answerWith(byPath({ '/api/v1/files/': hangUp, '/api/v1/scans/list/': html(200) }));
  const token = 'token';
  const late = { kind: 'get-small', problem: 'unreachable', reason: 'time-limit' } as const;
  const failed = { kind: 'get-small', reason: 'failed' } as const;
  const connection = { server: api.url, token };
  return {
    faults: [
      {
        ...late,
        name: 'nobody at the port',
        standsFor: ['connection-refused'],
        connection: { server: gone.address, token },
      },
      {
        ...late,
        name: 'a host that nobody knows',
        standsFor: ['dns-failed'],
        connection: { server: 'http://no-such-scanner.home.arpa', token },
      },
      {
        ...late,
        name: 'a certificate that nobody vouches for',
        standsFor: ['tls-failed'],
        connection: { server: secure.address, token },
      },
      {
        ...late,
        name: 'a server without TLS',
        standsFor: ['tls-failed'],
        connection: { server: api.url.replace('http:', 'https:'), token },
      },
      {
        ...failed,
        name: 'no token',
        problem: 'not-connected',
        connection: { ...connection, token: undefined },
      },
      {
        ...failed,
        name: 'a consent that is taken back while a file is held',
        kind: 'blob',
        problem: 'no-consent',
        connection,
        prepare: (file) => api.treat(file, { at: 'submit', answer: json(503, {}) }),
        ...consentStrike,
      },
      {
        ...failed,
        name: 'a token as it is shown',
        problem: 'unauthorized',
        connection: { ...connection, token: '…abcd' },
      },
      {
        ...failed,
        name: 'a lost answer, and a list that is a page',
        problem: 'web-page',
        connection: { server: listless.address, token },
      },
      {
        name: 'a link that is refused, and bytes that nobody can read',
        kind: 'one-time',
        problem: 'no-bytes',
        reason: 'no-bytes',
        connection,
        prepare: (file) => api.treat(file, { at: 'submit', answer: json(400, {}) }),
      },
      {
        ...failed,
        name: 'staged bytes that are lost before they are sent',
        kind: 'blob',
        problem: 'bytes-missing',
        connection,
        prepare: (file) => api.treat(file, { at: 'submit', answer: json(503, {}) }),
        strike: removeStaged,
      },
    ],
    close: async () => void (await Promise.all([secure.close(), listless.close()])),
  };
}

/** As a browser does that runs out of room, or a person who clears it. */
async function removeStaged(extensionPage: Page, id: string): Promise<void> {
  await extensionPage.evaluate(
    async (wanted) => {
      const database = await new Promise<IDBDatabase>((resolve, reject) => {
        const opening = indexedDB.open(wanted.name);
        opening.onsuccess = () => resolve(opening.result);
        opening.onerror = () => reject(opening.error);
      });
      const transaction = database.transaction('staged', 'readwrite');
      transaction.objectStore('staged').delete(wanted.id);
      await new Promise<void>((resolve, reject) => {
        transaction.oncomplete = () => resolve();
        transaction.onabort = () => reject(transaction.error);
      }).finally(() => database.close());
    },
    { name: DATABASE_NAME, id },
  );
}
