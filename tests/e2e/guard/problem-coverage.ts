import type { Problem } from '../../../lib/core/problem.ts';
import type { ApiFault } from './api-faults.ts';
import type { ConnectionFault } from './connection-faults.ts';

/** Problems that no browser tells of, with the one that it tells in their place. A file meets their cause all the same. */
export const TOLD_AS: Partial<Record<Problem, Problem>> = {
  'connection-refused': 'unreachable',
  'dns-failed': 'unreachable',
  'tls-failed': 'unreachable',
};

/** The problems that the faults bring about. */
export function toCovered(
  faults: readonly ApiFault[],
  connectionFaults: readonly ConnectionFault[],
): Set<Problem> {
  const stoodFor = connectionFaults.flatMap(({ standsFor = [] }) => standsFor);
  const named = [...faults, ...connectionFaults].flatMap(({ problem }) => problem ?? []);
  return new Set([...stoodFor.filter((problem) => TOLD_AS[problem] !== undefined), ...named]);
}
