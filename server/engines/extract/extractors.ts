import { cmsExtractor } from './cms/cms-extractor.ts';
import type { Extractor } from './extractor.ts';
import { mailExtractor, mboxExtractor } from './mail/mail-extractor.ts';
import { odfLockExtractor } from './odf-lock-extractor.ts';
import { oleExtractor } from './ole/ole-extractor.ts';
import { oneNoteExtractor } from './onenote-extractor.ts';
import { pageExtractor } from './page/page-extractor.ts';
import { pdfExtractor } from './pdf/pdf-extractor.ts';
import { rtfExtractor } from './rtf/rtf-extractor.ts';
import { base64Extractor, pemExtractor } from './text/base64-extractor.ts';
import { binhexExtractor } from './text/binhex-extractor.ts';
import { uuencodeExtractor } from './text/uuencode-extractor.ts';
import { yencExtractor } from './text/yenc-extractor.ts';
import { tnefExtractor } from './tnef/tnef-extractor.ts';
import { packedProgramExtractor, unopenedExtractor } from './unopened/unopened-extractor.ts';

/** Every extractor, each for formats of its own; a file is given to all that match it. */
export const EXTRACTORS: readonly Extractor[] = [
  mailExtractor,
  mboxExtractor,
  cmsExtractor,
  tnefExtractor,
  oleExtractor,
  rtfExtractor,
  pdfExtractor,
  pageExtractor,
  oneNoteExtractor,
  odfLockExtractor,
  uuencodeExtractor,
  yencExtractor,
  binhexExtractor,
  base64Extractor,
  pemExtractor,
  unopenedExtractor,
  packedProgramExtractor,
];
