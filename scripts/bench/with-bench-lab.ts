import { type GuardLab, type LabOptions, withLab } from '../../tests/e2e/guard/guard-lab.ts';

/** Opens the lab of the guard's tests for as long as `use` runs, and answers what it measured. */
export async function withBenchLab<T>(options: LabOptions, use: (lab: GuardLab) => Promise<T>): Promise<T> {
  const measured: { value: T }[] = [];
  await withLab(options, async (lab) => void measured.push({ value: await use(lab) }));
  const [first] = measured;
  if (first === undefined) throw new Error('Nothing was measured.');
  return first.value;
}
