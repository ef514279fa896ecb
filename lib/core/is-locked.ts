import type { ScanResult } from './scan.ts';

/** Evidence by which the local scanner names what it could not open. */
const ENCRYPTED = /^encrypted$/i;

/**
 * Tells whether a scanner did not see all of a file for want of a password. One that says "clean" of an archive which it
 * could not open has not seen what is in it; what it found bad without opening it needs no password.
 */
export function isLocked({ verdict, evidence = [] }: Partial<ScanResult>): boolean {
  const isUnseen = verdict === 'clean' || verdict === 'unknown';
  return isUnseen && evidence.some(({ name }) => ENCRYPTED.test(name));
}
