import { ClamdError } from './clamd-error.ts';

/**
 * Reads a reply to VERSION: `ClamAV 1.4.6/27810/Sat Nov 28 09:11:42 2026`, the number and the time of the daily database,
 * or `ClamAV 1.4.6` alone where clamd has no official one.
 * @returns all of it but the name: `1.4.6/27810/Sat Nov 28 09:11:42 2026`.
 * @throws ClamdError `bad_reply` for anything else.
 */
export function parseClamdVersion(reply: string): string {
  const version = /^ClamAV (\d[\w.+-]*(?:\/.+)?)$/.exec(reply)?.[1];
  if (version === undefined)
    throw new ClamdError('bad_reply', `Not a version of clamd's: ${JSON.stringify(reply.slice(0, 80))}.`);
  return version;
}
