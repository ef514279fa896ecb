import type { Problem } from './problem.ts';
import type { ScanSource } from './scan.ts';

/** What pages of the extension ask of the background, by name. */
export type Protocol = {
  /** Scans an address that a person pasted or typed. */
  scan: { request: { address: string; source: ScanSource }; response: { id: string } };
  /** Scans a file whose bytes the page has staged under this id. */
  'scan-file': { request: { id: string; name: string; size: number }; response: { id: string } };
  /** The person looks at the results: an alarm of the toolbar button is over. */
  seen: { request: Record<string, never>; response: undefined };
  /** Takes up a scan that waits, failed or was not sent. */
  retry: { request: { id: string }; response: { accepted: boolean } };
  /**
   * Fetches a link, scans what came, and saves those very bytes once they are clean. Where Sluice can't read the link, it
   * is scanned only, and the person is told.
   */
  'scan-then-save': { request: { address: string }; response: { id: string } };
  /** Scans anew what is at rest: the same scan, or where that can't be, a new one of its link, whose `id` is told. */
  'scan-again': { request: { id: string }; response: { accepted: boolean; id?: string } };
  /** What a person wants done with a held, parked or kept file. */
  decide: { request: { id: string; choice: 'keep' | 'remove' }; response: { accepted: boolean } };
  /** Scans an encrypted file anew with its password, which is kept in memory only. */
  unlock: { request: { id: string; password: string }; response: { accepted: boolean } };
  /** What a person says when asked whether the bytes of a document may be sent. */
  'allow-bytes': { request: { id: string; isAllowed: boolean }; response: { accepted: boolean } };
  /** Asks a server whether it answers and accepts a token, which need not be saved. No problem: it does. */
  'test-connection': { request: { server: string; token: string }; response: { problem?: Problem } };
};

export type MessageName = keyof Protocol;
