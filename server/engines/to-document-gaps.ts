import type { Gap } from './engine-report.ts';
import { toNames } from './to-names.ts';

/**
 * Office documents under a password, which no engine here can open with any.
 * @param documents paths inside the sample, or its name.
 */
export function toDocumentGaps(documents: readonly string[]): Gap[] {
  if (documents.length === 0) return [];
  const what = documents.length === 1 ? 'A document' : `${documents.length} documents`;
  const names = toNames(null, documents, documents.length);
  return [
    {
      name: 'encrypted',
      description: `${what} could not be scanned: Office documents under a password cannot be opened.`,
      data: { password: 'unsupported', archive: null, ...names },
    },
  ];
}
