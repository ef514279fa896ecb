import { i18n } from '#i18n';
import { toDefangedAddress } from '../core/defanged-address.ts';
import type { Scan } from '../core/scan.ts';
import { toVisibleText } from '../core/visible-text.ts';

/** What somebody needs who looks after a wrong verdict, a line each. Nothing in it can be clicked. */
export function reportWords(scan: Scan): string {
  const { name, url, sample, verdict = 'unknown', server, remoteId, finishedAt, evidence = [] } = scan;
  const line = (key: keyof typeof KEYS, value: string | undefined) =>
    value === undefined || value === '' ? [] : [i18n.t(KEYS[key], [value])];
  return [
    i18n.t('report.heading'),
    ...line('file', toVisibleText(name)),
    ...line('address', toVisibleText(toDefangedAddress(url))),
    ...line('hash', sample?.sha256),
    ...line('verdict', i18n.t(`verdict.${verdict}`)),
    ...line('evidence', toVisibleText(evidence.map((each) => each.name).join(', '))),
    ...line('scanner', server === undefined ? undefined : toDefangedAddress(server)),
    ...line('number', remoteId === undefined ? undefined : String(remoteId)),
    ...line('time', finishedAt === undefined ? undefined : new Date(finishedAt).toISOString()),
  ].join('\n');
}

const KEYS = {
  file: 'report.file',
  address: 'report.address',
  hash: 'report.hash',
  verdict: 'report.verdict',
  evidence: 'report.evidence',
  scanner: 'report.scanner',
  number: 'report.number',
  time: 'report.time',
} as const;
