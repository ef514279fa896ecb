import type { Figures } from './figure.ts';
import type { BenchLab } from './open-bench-lab.ts';

/** Measures one thing in a real browser. */
export type Benchmark = {
  name: string;
  /** @param runs how often each figure is measured at least */
  run: (lab: BenchLab, runs: number) => Promise<Figures>;
};
