import type { ScanSource } from './scan.ts';

/** What pages of the extension ask of the background, by name. */
export type Protocol = {
  /** Scans an address that a person pasted or typed. */
  scan: { request: { address: string; source: ScanSource }; response: { id: string } };
  /** Scans a file whose bytes the page has staged under this id. */
  'scan-file': { request: { id: string; name: string; size: number }; response: { id: string } };
  /** Takes up a scan that waits, failed or was not sent. */
  retry: { request: { id: string }; response: { accepted: boolean } };
};

export type MessageName = keyof Protocol;
