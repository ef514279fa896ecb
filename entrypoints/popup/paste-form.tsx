import type { TargetedSubmitEvent } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import { toTarget } from '../../lib/core/target.ts';

export type PasteFormProps = {
  /** Hands the address over; settles when it is kept, rejects where it could not be. */
  onScan: (address: string) => Promise<unknown>;
};

/** The field for an address. A link pasted anywhere in the popup lands in it; Enter scans. */
export function PasteForm({ onScan }: PasteFormProps) {
  const field = useRef<HTMLInputElement>(null);
  const [error, setError] = useState('');

  useEffect(() => {
    const onPaste = (event: ClipboardEvent) => {
      const text = event.clipboardData?.getData('text/plain').trim();
      if (!text || field.current === null || event.target === field.current) return;
      field.current.value = text;
      field.current.focus();
    };
    document.addEventListener('paste', onPaste);
    return () => document.removeEventListener('paste', onPaste);
  }, []);

  async function submit(event: TargetedSubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    const input = field.current;
    if (input === null) return;
    const submitted = input.value;
    const address = completeAddress(submitted);
    if (toTarget(address).kind !== 'link') return setError(i18n.t('popup.notAnAddress'));
    try {
      await onScan(address);
      // The person may have pasted the next one meanwhile.
      if (input.value === submitted) input.value = '';
      setError('');
    } catch {
      setError(i18n.t('popup.failed'));
    }
  }

  return (
    <form class="paste" onSubmit={(event) => void submit(event)} noValidate>
      <input
        ref={field}
        class="field"
        type="text"
        inputMode="url"
        spellcheck={false}
        autocomplete="off"
        dir="auto"
        aria-label={i18n.t('popup.paste')}
        aria-invalid={error !== ''}
        aria-describedby="paste-error"
        placeholder={i18n.t('popup.paste')}
      />
      <button type="submit" class="button">
        {i18n.t('popup.scan')}
      </button>
      <p id="paste-error" class="error" role="alert">
        {error}
      </p>
    </form>
  );
}

/** People paste "example.org/file.zip" too. */
function completeAddress(text: string): string {
  const trimmed = text.trim();
  return /^[\w-]+(\.[\w-]+)+(:\d+)?([/?#]|$)/.test(trimmed) ? `https://${trimmed}` : trimmed;
}
