import type { TargetedSubmitEvent } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import { toTarget } from '../lib/core/target.ts';
import { FileButton } from './file-button.tsx';
import { useFilesFromAnywhere } from './use-files-from-anywhere.ts';

export type PasteFormProps = {
  /** Hands the address over; settles when it is kept, rejects where it could not be. */
  onScan: (address: string) => Promise<unknown>;
  /** Hands a file over; settles and rejects as `onScan` does. */
  onFile: (file: File) => Promise<unknown>;
};

/**
 * The field for an address and the button for files. A link pasted anywhere in the popup lands in the field, Enter
 * scans; files may be dropped or pasted anywhere.
 */
export function PasteForm({ onScan, onFile }: PasteFormProps) {
  const field = useRef<HTMLInputElement>(null);
  const [error, setError] = useState('');

  async function takeFiles(files: Iterable<File>) {
    const errors: string[] = [];
    for (const file of files) await onFile(file).catch((cause) => errors.push(fileError(file, cause)));
    setError(errors.join(' '));
  }
  useFilesFromAnywhere((files) => void takeFiles(files));

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
      <FileButton onFiles={(files) => void takeFiles(files)} />
      <p id="paste-error" class="error" role="alert">
        {error}
      </p>
    </form>
  );
}

/** Why a file could not be kept until its scan is done. */
function fileError(file: File, cause: unknown): string {
  const isFull = cause instanceof DOMException && cause.name === 'QuotaExceededError';
  return isFull ? i18n.t('popup.noRoom', [file.name]) : i18n.t('popup.fileFailed', [file.name]);
}

/** People paste "example.org/file.zip" too. */
function completeAddress(text: string): string {
  const trimmed = text.trim();
  return /^[\w-]+(\.[\w-]+)+(:\d+)?([/?#]|$)/.test(trimmed) ? `https://${trimmed}` : trimmed;
}
