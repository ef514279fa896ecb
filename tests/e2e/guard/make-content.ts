import { randomBytes } from 'node:crypto';
import { makeEncryptedZip } from '../../../scripts/conformance/samples/make-encrypted-zip.ts';
import { makeEicar } from '../../../server/samples/make-eicar.ts';
import { makeZip } from '../../../server/samples/make-zip.ts';
import type { Finding } from './cell.ts';

/** What opens the encrypted archives. */
export const PASSWORD = 'open sesame';

/** What is in an encrypted archive. */
export type Inside = 'clean' | 'malicious';

const UNIQUE_BYTES = 64;

/**
 * A file of which the scanner finds this: unlike any other, so that no answer of an earlier scan will do.
 * @param token stands at its beginning, or in the names of its members: who is sent the bytes alone can tell whose
 * @param size least bytes; those of an encrypted one are what 7-Zip makes of them
 * @param inside what is found in an encrypted one, once it is opened
 */
export async function makeContent(
  finding: Finding,
  token: string,
  size: number,
  inside: Inside = 'clean',
): Promise<Buffer> {
  const filler = Buffer.concat([Buffer.from(token), randomBytes(UNIQUE_BYTES), zeros(size - UNIQUE_BYTES)]);
  switch (finding) {
    case 'clean':
    case 'failed':
      return filler;
    case 'malicious':
      return makeZip({ 'eicar.com': makeEicar(), [`${token}.bin`]: filler });
    case 'encrypted':
      return Buffer.from(
        await makeEncryptedZip(
          { name: `${token}.bin`, bytes: inside === 'malicious' ? makeEicar() : filler },
          PASSWORD,
        ),
      );
  }
}

/** The ending that such a file has. */
export function endingOf(finding: Finding): string {
  return finding === 'malicious' || finding === 'encrypted' ? '.zip' : '.bin';
}

function zeros(length: number): Buffer {
  return Buffer.alloc(Math.max(0, length));
}
