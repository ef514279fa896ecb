import { useEffect, useRef } from 'preact/hooks';
import { i18n } from '#i18n';

export type SearchFieldProps = { value: string; onSearch: (text: string) => void };

/** The field that searches as one types. "/" leads to it from anywhere. */
export function SearchField({ value, onSearch }: SearchFieldProps) {
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const isTyping = event.target instanceof HTMLElement && event.target.matches('input, select, textarea');
      if (event.key !== '/' || isTyping) return;
      event.preventDefault();
      field.current?.focus();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, []);
  return (
    <input
      ref={field}
      class="field search"
      type="search"
      spellcheck={false}
      autocomplete="off"
      dir="auto"
      aria-label={i18n.t('history.search')}
      placeholder={i18n.t('history.search')}
      value={value}
      onInput={({ currentTarget }) => onSearch(currentTarget.value)}
    />
  );
}
