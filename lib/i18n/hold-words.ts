import { i18n } from '#i18n';
import type { Hold } from '../core/hold.ts';
import { toShortText } from '../core/short-text.ts';
import { exposureWords } from './exposure-words.ts';
import { fateWords } from './fate-words.ts';
import { toMessageKey } from './to-message-key.ts';

/** Says what is going on with a guarded download or what became of it, in sentences. */
export function holdWords(hold: Hold): string {
  const { problem } = hold;
  return [
    hold.question === undefined ? stateWords(hold) : waitingWords(hold),
    problem === undefined ? '' : i18n.t(toMessageKey('holdProblem', problem)),
    exposureWords(hold),
    hold.isOfCopy ? i18n.t('hold.ofCopy') : '',
  ]
    .filter(Boolean)
    .join(' ');
}

function stateWords(hold: Hold): string {
  switch (hold.state) {
    case 'observed':
      if (hold.saveFrom !== undefined) return i18n.t('hold.fetching');
      return i18n.t(hold.place === 'own-name' ? 'hold.there' : 'hold.observed');
    case 'held':
      return i18n.t('hold.held');
    case 'swapping':
      return i18n.t('hold.swapping');
    case 'staged':
      return i18n.t('hold.staged');
    case 'parking':
      return i18n.t('hold.parking', [markedName(hold)]);
    case 'parked':
      return i18n.t('hold.parked', [markedName(hold)]);
    case 'releasing':
      return i18n.t('hold.releasing');
    case 'keeping':
      return i18n.t('hold.keeping');
    case 'removing':
      return i18n.t('hold.removing');
    case 'released':
      return isMarked(hold) ? i18n.t('hold.cleanButMarked', [markedName(hold)]) : i18n.t('hold.released');
    case 'kept':
    case 'removed':
      return pastWords(hold);
    case 'gone':
      return i18n.t(toMessageKey('lost', hold.lostBecause ?? 'unknown'));
  }
}

/** Where the file is while a person is asked about it. */
function waitingWords(hold: Hold): string {
  switch (hold.state) {
    case 'held':
      return i18n.t('hold.heldAsking');
    case 'staged':
      return i18n.t('hold.stagedAsking');
    case 'parking':
      return i18n.t('hold.parkingAsking', [markedName(hold)]);
    case 'parked':
      return i18n.t('hold.parkedAsking', [markedName(hold)]);
    case 'observed':
      return i18n.t(hold.place === 'own-name' ? 'hold.ownName' : 'hold.observed');
    case 'kept':
      return isMarked(hold) ? i18n.t('hold.stillMarked', [markedName(hold)]) : i18n.t('hold.ownName');
    case 'swapping':
    case 'releasing':
    case 'keeping':
    case 'removing':
    case 'released':
    case 'removed':
    case 'gone':
      return stateWords(hold);
  }
}

function pastWords(hold: Hold): string {
  const fate =
    hold.fate === undefined
      ? i18n.t(`fate.${hold.state === 'removed' ? 'removed' : 'kept'}`)
      : fateWords(hold.fate);
  return isMarked(hold) ? `${fate} ${i18n.t('hold.stillMarked', [markedName(hold)])}` : fate;
}

function isMarked({ place, markedName: name }: Hold): boolean {
  return place === 'marked-name' && name !== undefined;
}

function markedName({ markedName: marked, name }: Hold): string {
  return toShortText(marked ?? name);
}
