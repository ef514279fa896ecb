import { useState } from 'preact/hooks';
import { i18n } from '#i18n';

/** A text that people copy, such as a hash, with the button that does so. */
export function CopyLine({ label, text }: { label: string; text: string }) {
  const [word, setWord] = useState('');
  const copy = () =>
    void navigator.clipboard.writeText(text).then(
      () => setWord(i18n.t('details.copied')),
      () => setWord(i18n.t('details.notCopied')),
    );
  return (
    <>
      <dt class="copied">
        {label}
        <button type="button" class="button quiet" onClick={copy}>
          {i18n.t('details.copy')}
          <span class="visually-hidden"> {label}</span>
        </button>
        <span role="status">{word}</span>
      </dt>
      <dd>
        <code>{text}</code>
      </dd>
    </>
  );
}
