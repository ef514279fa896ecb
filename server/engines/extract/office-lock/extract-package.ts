import type { UnpackBudget } from '../../unpack-budget.ts';
import type { ExtractedPart, UnopenedPart } from '../extractor.ts';
import type { CompoundStream } from '../ole/compound-file.ts';
import { openPackage } from './open-package.ts';

const PACKAGE = 'EncryptedPackage';

/** The part that a document under a password becomes. */
const OPENED = 'decrypted-package';

const WORDS = {
  encrypted: 'an Office document under a password needs the right one',
  sealed: 'the Office document is encrypted in a way that nothing here opens',
} as const;

/** Opens an OOXML document under a password: its real content is one encrypted stream ([MS-OFFCRYPTO] 2.3). */
export function* extractPackage(
  streams: readonly CompoundStream[],
  password: string | null,
  budget: UnpackBudget,
): Generator<ExtractedPart | UnopenedPart> {
  const find = (name: string): CompoundStream | undefined =>
    streams.find(({ path }) => path.at(-1)?.toLowerCase() === name.toLowerCase());
  const content = find(PACKAGE)?.read().bytes;
  if (content === undefined) return;
  const info = find('EncryptionInfo')?.read().bytes ?? Buffer.alloc(0);
  const opened = openPackage({ info, content }, password, budget);
  // Also where Office tries the password by itself: clamd does not.
  if ('bytes' in opened) yield { name: OPENED, bytes: opened.bytes, underPassword: true };
  else yield { reason: opened.failure, words: WORDS[opened.failure], members: [PACKAGE] };
}
