import type { Figures } from './figure.ts';
import type { BenchLab } from './open-bench-lab.ts';

/** Measures one thing in a real browser. */
export type Benchmark = {
  name: string;
  /** Which part of it: a benchmark that takes long is measured in several, which may be asked for by themselves. */
  part?: string;
  run: (lab: BenchLab, plan: BenchPlan) => Promise<Figures>;
};

/** How thoroughly is measured. */
export type BenchPlan = {
  /** How often each figure is measured at least. */
  runs: number;
  /** A look in minutes rather than in an hour: fewer of everything. What is of another size has another name. */
  isQuick: boolean;
};
