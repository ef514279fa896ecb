import { DETECTION_CASES } from '../../tests/unit/server/detection/detection-cases.ts';
import { EXTRA_SEEDS } from './extra-seeds.ts';

/** A sound file to be broken. `password` is what its archive is opened with, null for none. */
export type Seed = { make: () => Uint8Array | Promise<Uint8Array>; password: string | null };

/** A format with its sound files, at least one. */
export type FuzzFormat = { name: string; seeds: readonly Seed[] };

/** Every format that is seen through, as docs/detection.md names it, with the files that prove that it is. */
export function listFormats(): FuzzFormat[] {
  const byFormat = Map.groupBy(DETECTION_CASES, ({ format }) => format);
  return [...byFormat]
    .filter(([, cases]) => cases.some(({ coverage }) => coverage === 'scanned'))
    .map(([name, cases]) => ({
      name,
      seeds: [
        ...cases.map(({ make, password = null }) => ({ make, password })),
        ...(EXTRA_SEEDS[name] ?? []),
      ],
    }));
}
