import type { UnpackBudget } from '../../unpack-budget.ts';
import type { ExtractedPart, Extractor, ExtractorInput, UnopenedPart } from '../extractor.ts';
import { extractPackage } from '../office-lock/extract-package.ts';
import { type CompoundStream, openCompoundFile } from './compound-file.ts';
import { extractMacros } from './extract-macros.ts';
import { toKey } from './find-attachment-name.ts';
import { findLockedStreams } from './find-locked-streams.ts';
import { isProperty } from './is-property.ts';
import { readStreamParts } from './read-stream-parts.ts';
import { toPartName } from './to-part-name.ts';

/**
 * OLE compound files: Office documents before 2007, Outlook messages, installer packages, and the objects that are
 * embedded in newer documents. Every stream is a part, since its sectors may lie scattered in the file.
 */
export const oleExtractor: Extractor = {
  matches: ({ mime }) => mime === 'application/x-ole-storage',
  extract: extractOle,
};

type Parts = Generator<ExtractedPart | UnopenedPart>;

function* extractOle({ bytes, password }: ExtractorInput, budget: UnpackBudget): Parts {
  const file = openCompoundFile(bytes);
  if (file?.whole !== true) yield { reason: 'damaged', words: 'its list of streams is damaged', members: [] };
  if (file === null) return;
  yield* extractStreams(file.streams, budget);
  yield* extractMacros(file.streams, budget);
  yield* findLockedStreams(file.streams);
  yield* extractPackage(file.streams, password, budget);
}

function* extractStreams(streams: readonly CompoundStream[], budget: UnpackBudget): Parts {
  const byKey = new Map(streams.map((stream) => [toKey(stream.path), stream]));
  const find = (key: string): CompoundStream | undefined => byKey.get(key);
  const broken: string[] = [];
  const properties: Buffer[] = [];
  let propertyBytes = 0;
  for (const { path, read } of streams) {
    const { bytes, whole } = read();
    const name = toPartName(path);
    if (!whole) broken.push(name);
    if (isProperty(path)) {
      properties.push(bytes);
      propertyBytes += bytes.length;
      budget.growTo(propertyBytes);
    } else if (bytes.length > 0) yield { name, bytes };
    yield* readStreamParts({ path, bytes, find }, budget);
  }
  if (propertyBytes > 0) yield { name: 'properties', bytes: Buffer.concat(properties) };
  if (broken.length > 0)
    yield { reason: 'damaged', words: 'the file breaks off before they do', members: broken };
}
