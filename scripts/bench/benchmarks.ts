import type { Benchmark } from './benchmark.ts';
import { LATENCY_DOWNLOAD } from './measure-download.ts';
import { ENGINES } from './measure-engines.ts';
import { EXPOSURE } from './measure-exposure.ts';
import { EXPOSURE_IN_FIREFOX } from './measure-firefox-exposure.ts';
import { HISTORY } from './measure-history.ts';
import { IDLE } from './measure-idle.ts';
import { LATENCY_VERDICT } from './measure-latency.ts';
import { LOAD_DOWNLOADS, LOAD_LINKS } from './measure-load.ts';
import { POLLING } from './measure-polling.ts';
import { POPUP } from './measure-popup.ts';
import { SCANNER } from './measure-scanner.ts';
import { SIZE } from './measure-size.ts';
import { STARTUP } from './measure-startup.ts';
import { UPLOAD } from './measure-upload.ts';

/** What is measured, in this order. */
export const BENCHMARKS: readonly Benchmark[] = [
  SIZE,
  STARTUP,
  POPUP,
  HISTORY,
  SCANNER,
  ENGINES,
  UPLOAD,
  LATENCY_VERDICT,
  LATENCY_DOWNLOAD,
  ...EXPOSURE,
  EXPOSURE_IN_FIREFOX,
  LOAD_DOWNLOADS,
  LOAD_LINKS,
  POLLING,
  IDLE,
];
