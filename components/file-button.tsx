import { useRef } from 'preact/hooks';
import { i18n } from '#i18n';

/** The button that opens the browser's choice of files. */
export function FileButton({ onFiles }: { onFiles: (files: File[]) => void }) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <button type="button" class="button plain file" onClick={() => input.current?.click()}>
        <svg width="16" height="16" viewBox="0 0 16 16" aria-hidden="true">
          <path d="M9 1.8H3.8v12.4h8.4V5zM9 1.8V5h3.2M8 12V7.6m0 0L6.2 9.4M8 7.6l1.8 1.8" />
        </svg>
        {i18n.t('popup.file')}
      </button>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        onChange={({ currentTarget }) => {
          onFiles([...(currentTarget.files ?? [])]);
          // The same file may be chosen again.
          currentTarget.value = '';
        }}
      />
    </>
  );
}
