import { i18n } from '#i18n';
import { Glyph } from '../../components/glyph.tsx';
import type { OutcomeWords } from './outcome-words.ts';

export type ApplyLineProps = {
  isChanged: boolean;
  canApply: boolean;
  outcome: OutcomeWords | undefined;
  onApply: () => void;
};

/** The button that has the choices above hold, and what came of it. */
export function ApplyLine({ isChanged, canApply, outcome, onApply }: ApplyLineProps) {
  return (
    <div class="apply-line">
      <button type="button" class="button" disabled={!canApply} onClick={onApply}>
        {i18n.t('guard.apply')}
      </button>
      {isChanged ? <span class="hint">{i18n.t('guard.unapplied')}</span> : null}
      <div class="applied" aria-live="polite">
        {outcome === undefined ? null : (
          <p class={`outcome tone ${outcome.tone}`}>
            <Glyph name={outcome.tone} />
            <span>{outcome.text}</span>
          </p>
        )}
      </div>
    </div>
  );
}
