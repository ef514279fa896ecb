import { useId } from 'preact/hooks';
import { i18n } from '#i18n';
import type { ConnectionInput } from './connection-form.ts';
import { LockNote } from './lock-note.tsx';

const SCANNERS = ['us', 'eu', 'aus', 'own'] as const satisfies readonly ConnectionInput['scanner'][];

export type ScannerChoiceProps = {
  input: ConnectionInput;
  /** The administrator has chosen. */
  isLocked: boolean;
  onChange: (part: Partial<ConnectionInput>) => void;
};

/** Which scanner: one of the vendor's regions, or an address of one's own. */
export function ScannerChoice({ input, isLocked, onChange }: ScannerChoiceProps) {
  const lockId = useId();
  return (
    <fieldset disabled={isLocked} aria-describedby={isLocked ? lockId : undefined}>
      <legend class="label">{i18n.t('options.scanner')}</legend>
      {isLocked ? <LockNote id={lockId} /> : null}
      {SCANNERS.map((scanner) => (
        <label key={scanner} class="choice">
          <input
            type="radio"
            name="scanner"
            value={scanner}
            checked={input.scanner === scanner}
            onChange={() => onChange({ scanner })}
          />
          <span>
            {i18n.t(`options.${scanner}`)}
            {scanner === 'own' ? <span class="hint">{i18n.t('options.ownHint')}</span> : null}
          </span>
        </label>
      ))}
      {input.scanner === 'own' ? (
        <label class="labelled">
          <span class="label">{i18n.t('options.address')}</span>
          <input
            class="field"
            type="text"
            inputMode="url"
            autocomplete="off"
            spellcheck={false}
            dir="ltr"
            value={input.address}
            placeholder={i18n.t('options.addressHint')}
            onInput={(event) => onChange({ address: event.currentTarget.value })}
          />
        </label>
      ) : null}
    </fieldset>
  );
}
