import { useRef } from 'preact/hooks';
import { i18n } from '#i18n';

export type ImportButtonProps = { isBusy: boolean; onFile: (file: File) => void };

/** The button that takes in a file that Sluice has exported. */
export function ImportButton({ isBusy, onFile }: ImportButtonProps) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <button type="button" class="button plain" disabled={isBusy} onClick={() => input.current?.click()}>
        {i18n.t('transfer.import')}
      </button>
      <input
        ref={input}
        type="file"
        accept="application/json,.json"
        hidden
        onChange={({ currentTarget }) => {
          const [file] = currentTarget.files ?? [];
          if (file !== undefined) onFile(file);
          // The same file may be chosen again.
          currentTarget.value = '';
        }}
      />
    </>
  );
}
