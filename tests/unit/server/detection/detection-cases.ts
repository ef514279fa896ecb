import { CONTAINER_CASES } from './container-cases.ts';
import type { DetectionCase } from './detection-case.ts';
import { MAIL_CASES } from './mail-cases.ts';
import { PAGE_CASES } from './page-cases.ts';
import { TEXT_CASES } from './text-cases.ts';

/** What proves each cell of docs/detection.md. */
export const DETECTION_CASES: readonly DetectionCase[] = [
  ...CONTAINER_CASES,
  ...MAIL_CASES,
  ...PAGE_CASES,
  ...TEXT_CASES,
];
