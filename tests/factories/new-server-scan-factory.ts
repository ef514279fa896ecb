import type { NewScan, ScanOutcome } from '../../server/storage/scan-store.ts';

/** A submission as the scanner's store takes it: a page, with a callback. */
export const aNewServerScan = (changes: Partial<NewScan> = {}): NewScan => ({
  kind: 'file',
  origin: 'api',
  name: 'a.pdf',
  sample: null,
  link: null,
  path: null,
  storage: null,
  filePassword: null,
  userAgent: null,
  originalFilePath: null,
  subOrigin: null,
  callbackParams: null,
  callback: { url: 'http://receiver.test/done?key=secret', headers: { Auth: 'secret' } },
  ...changes,
});

/** How a scan ended, clean unless told. */
export const anOutcome = (changes: Partial<ScanOutcome> = {}): ScanOutcome => ({
  verdict: 'CLN',
  confidence: 70,
  subVerdict: null,
  fileType: 'application/pdf',
  engines: [],
  evidence: [],
  ...changes,
});
