import type { Extractor } from './extractor.ts';

/** Every extractor, each for formats of its own; a file is given to all that match it. */
export const EXTRACTORS: readonly Extractor[] = [];
