import type { Extractor } from './extractor.ts';
import { oleExtractor } from './ole/ole-extractor.ts';
import { rtfExtractor } from './rtf/rtf-extractor.ts';

/** Every extractor, each for formats of its own; a file is given to all that match it. */
export const EXTRACTORS: readonly Extractor[] = [oleExtractor, rtfExtractor];
