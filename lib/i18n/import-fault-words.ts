import { i18n } from '#i18n';
import type { ImportFault } from '../core/to-imported-scan.ts';

const FAULT_KEYS = {
  unreadable: 'importFault.unreadable',
  'under-way': 'importFault.underWay',
  'too-long': 'importFault.tooLong',
  'bad-server': 'importFault.badServer',
  'bad-address': 'importFault.badAddress',
} as const satisfies Record<ImportFault, string>;

/** Says in a sentence why a row of a file was not taken. */
export function importFaultWords(fault: ImportFault): string {
  return i18n.t(FAULT_KEYS[fault]);
}
