import { rmSync } from 'node:fs';
import { type StartedScanner, startScanner } from '../../scripts/scanner/start-scanner.ts';

/** A scanner that no test may stop. */
export type SharedScanner = Pick<StartedScanner, 'url' | 'token'>;

let starting: Promise<StartedScanner> | undefined;

/**
 * The scanner that the tests of one process share, with its samples, started by the first that asks: starting one costs
 * more than most tests do. It ends with the process, and its data with it.
 */
export function openSharedScanner(): Promise<SharedScanner> {
  starting ??= startScanner({ samples: true }).then((scanner) => {
    process.once('exit', () => rmSync(scanner.dataDir, { recursive: true, force: true, maxRetries: 3 }));
    return scanner;
  });
  return starting;
}
