import { CONTAINER_CASES } from './container-cases.ts';
import type { DetectionCase } from './detection-case.ts';
import { DOCUMENT_CASES } from './document-cases.ts';
import { MAIL_CASES } from './mail-cases.ts';
import { PAGE_CASES } from './page-cases.ts';
import { PDF_CASES } from './pdf-cases.ts';
import { TEXT_CASES } from './text-cases.ts';

/** What proves each cell of docs/detection.md. */
export const DETECTION_CASES: readonly DetectionCase[] = [
  ...CONTAINER_CASES,
  ...MAIL_CASES,
  ...PAGE_CASES,
  ...TEXT_CASES,
  ...DOCUMENT_CASES,
  ...PDF_CASES,
];
