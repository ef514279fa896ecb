import { DEFAULT_CONFIG } from '../../../../../server/config.ts';
import type { Extractor, UnopenedPart } from '../../../../../server/engines/extract/extractor.ts';
import { detectFileType } from '../../../../../server/engines/file-type.ts';
import { createUnpackBudget } from '../../../../../server/engines/unpack-budget.ts';

/** What an extractor makes of a file: its parts by name, as Latin-1 text, and what it could not open. */
export type OpenedParts = { parts: Map<string, string>; unopened: UnopenedPart[] };

/** Runs one extractor under the service's own limits, or others. */
export function openParts(
  extractor: Extractor,
  bytes: Uint8Array,
  {
    password = null,
    limits = {},
  }: { password?: string | null; limits?: Partial<typeof DEFAULT_CONFIG.unpack> } = {},
): OpenedParts {
  const budget = createUnpackBudget({ ...DEFAULT_CONFIG.unpack, ...limits }, bytes.length, Date.now);
  const file = { bytes, mime: detectFileType(bytes).mime, name: 'sample', password };
  const opened: OpenedParts = { parts: new Map(), unopened: [] };
  if (!extractor.matches(file)) throw new Error('The extractor does not take this file.');
  for (const part of extractor.extract(file, budget)) {
    if ('reason' in part) opened.unopened.push(part);
    else {
      budget.addMember(part.bytes.length);
      opened.parts.set(part.name, Buffer.from(part.bytes).toString('latin1'));
    }
  }
  return opened;
}
