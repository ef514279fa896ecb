import { createHash, randomBytes } from 'node:crypto';
import { makeEicar } from '../../server/samples/make-eicar.ts';
import { makeZip } from '../../server/samples/make-zip.ts';

/** A file to submit, with what is to be found of it. */
export type CrashSample = { bytes: Uint8Array; name: string; verdict: 'MAL' | 'CLN'; sha256: string };

/** Files of three kinds in turn, each unlike all others: small ones, larger ones, and archives with a virus in them. */
export function makeCrashSample(number: number): CrashSample {
  const mark = randomBytes(16).toString('hex');
  switch (number % 3) {
    case 0:
      return toSample(Buffer.from(`A text, number ${number}: ${mark}`), 'text.txt', 'CLN');
    case 1:
      return toSample(Buffer.from(mark.repeat(10_000)), 'larger.txt', 'CLN');
    default:
      return toSample(makeZip({ [`${mark}.com`]: makeEicar() }), 'infected.zip', 'MAL');
  }
}

function toSample(bytes: Uint8Array, name: string, verdict: CrashSample['verdict']): CrashSample {
  return { bytes, name, verdict, sha256: createHash('sha256').update(bytes).digest('hex') };
}
