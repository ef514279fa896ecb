import { useId, useRef, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import { Menu, type MenuItem } from './menu.tsx';

export type RowMenuProps = {
  /** Of the file, for those who hear the button without its row. */
  name: string;
  items: readonly MenuItem[];
};

/** What can be done with a row besides what it offers by itself, behind a button. */
export function RowMenu({ name, items }: RowMenuProps) {
  const button = useRef<HTMLButtonElement>(null);
  const [isOpen, setOpen] = useState(false);
  const menuId = useId();
  if (items.length === 0) return null;
  const label = i18n.t('row.actions', [name]);
  return (
    <>
      <button
        ref={button}
        type="button"
        class="more"
        aria-label={label}
        aria-haspopup="menu"
        aria-expanded={isOpen}
        aria-controls={isOpen ? menuId : undefined}
        onClick={() => setOpen(!isOpen)}
      >
        <svg width="16" height="16" viewBox="0 0 16 16" aria-hidden="true">
          <circle cx="8" cy="3" r="1.5" />
          <circle cx="8" cy="8" r="1.5" />
          <circle cx="8" cy="13" r="1.5" />
        </svg>
      </button>
      {isOpen && button.current !== null ? (
        <Menu
          id={menuId}
          label={label}
          items={items}
          anchor={button.current}
          onClose={() => setOpen(false)}
        />
      ) : null}
    </>
  );
}
