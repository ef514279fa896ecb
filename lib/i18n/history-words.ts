import { i18n } from '#i18n';
import type { HistoryFate, HistoryOutcome } from '../core/history-row.ts';
import type { ScanRoute, ScanSource } from '../core/scan.ts';
import { locale } from './locale.ts';

const OUTCOME_KEYS = {
  clean: 'verdict.clean',
  malicious: 'verdict.malicious',
  suspicious: 'verdict.suspicious',
  restricted: 'verdict.restricted',
  spam: 'verdict.spam',
  unknown: 'verdict.unknown',
  locked: 'history.locked',
  failed: 'state.failed',
  withheld: 'state.withheld',
  'needs-bytes': 'state.needsBytes',
} as const satisfies Record<HistoryOutcome, string>;

const SOURCE_KEYS = {
  link: 'scanSource.link',
  image: 'scanSource.image',
  video: 'scanSource.video',
  audio: 'scanSource.audio',
  download: 'scanSource.download',
  paste: 'scanSource.paste',
  file: 'scanSource.file',
} as const satisfies Record<ScanSource, string>;

const ROUTE_KEYS = {
  link: 'scanRoute.link',
  page: 'scanRoute.page',
  bytes: 'scanRoute.bytes',
} as const satisfies Record<ScanRoute, string>;

const FATE_KEYS = {
  released: 'fileFate.released',
  kept: 'fileFate.kept',
  removed: 'fileFate.removed',
  gone: 'fileFate.gone',
} as const satisfies Record<HistoryFate, string>;

/** How a scan came out, in a word or two. */
export function outcomeWord(outcome: HistoryOutcome): string {
  return i18n.t(OUTCOME_KEYS[outcome]);
}

/** Where a scan came from. */
export function sourceWord(source: ScanSource): string {
  return i18n.t(SOURCE_KEYS[source]);
}

/** What was sent to the scanner. */
export function routeWord(route: ScanRoute): string {
  return i18n.t(ROUTE_KEYS[route]);
}

/** What has become of a file; '' where there is none, or it is open. */
export function fileFateWord(fate: HistoryFate | undefined): string {
  return fate === undefined ? '' : i18n.t(FATE_KEYS[fate]);
}

/** A number with the separators of the language, such as "100,000". */
export function countWords(count: number): string {
  return new Intl.NumberFormat(locale()).format(count);
}
