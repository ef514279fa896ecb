import type { Benchmark } from './benchmark.ts';
import { HISTORY } from './measure-history.ts';
import { POPUP } from './measure-popup.ts';
import { SIZE } from './measure-size.ts';

/** What is measured, in this order. */
export const BENCHMARKS: readonly Benchmark[] = [SIZE, POPUP, HISTORY];
