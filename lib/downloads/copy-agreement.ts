import { agreesWith } from '../core/agrees-with.ts';
import { isAnotherPage } from '../core/is-not-the-file.ts';
import type { HeldDownload } from '../platform/hold-gate.ts';
import type { StagedDescription } from '../storage/staged-bytes.ts';
import { isRequest } from './awaited-request.ts';
import type { KnownFile } from './hold-bytes.ts';

/**
 * Whether a staged copy is what the browser has. That of the file itself is; one that was fetched anew may not be.
 * @param answer what the site said of a request that is held
 */
export function agreementOf(
  description: StagedDescription,
  file: KnownFile,
  answer: Pick<HeldDownload, 'size' | 'type'> | undefined,
): ReturnType<typeof agreesWith> {
  if (description.from === 'file') return 'yes';
  if (answer !== undefined) return agreementWithAnswer(description, answer);
  if (file.download !== undefined) return agreesWith(description, file.download);
  if (file.hold.saveFrom === undefined && !isRequest(file)) return 'no';
  // The browser has none any more. Its hash is compared with that of the scan, so what can be wrong is a page in place of a file.
  return isAnotherPage({ name: file.hold.name }, { type: description.type ?? '' }) ? 'no' : 'yes';
}

/** No more is learnt while it is held: where no size is told, the types have to be told, and be one. */
function agreementWithAnswer(
  { size, type }: StagedDescription,
  answer: Pick<HeldDownload, 'size' | 'type'>,
): ReturnType<typeof agreesWith> {
  if (answer.size !== undefined) return answer.size === size ? 'yes' : 'no';
  return answer.type !== '' && answer.type === type ? 'yes' : 'no';
}
