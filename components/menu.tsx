import type { TargetedKeyboardEvent } from 'preact';
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import { placeMenu } from './place-menu.ts';

export type MenuItem = { label: string; onChoose: () => void };

export type MenuProps = {
  id: string;
  label: string;
  items: readonly MenuItem[];
  /** The button that opened it: beside it stands the menu, and to it goes the focus back. */
  anchor: HTMLElement;
  onClose: () => void;
};

/** A menu above everything else, by https://www.w3.org/WAI/ARIA/apg/patterns/menu-button/. */
export function Menu({ id, label, items, anchor, onClose }: MenuProps) {
  const menu = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    menu.current?.showPopover();
    if (menu.current !== null) placeMenu(menu.current, anchor);
    menu.current?.querySelector('button')?.focus();
  }, []);
  useEffect(() => {
    const closeOutside = ({ target }: Event) => {
      const isInside = target instanceof Node && (menu.current?.contains(target) || anchor.contains(target));
      if (!isInside) onClose();
    };
    document.addEventListener('pointerdown', closeOutside);
    document.addEventListener('scroll', closeOutside, true);
    window.addEventListener('resize', onClose);
    return () => {
      document.removeEventListener('pointerdown', closeOutside);
      document.removeEventListener('scroll', closeOutside, true);
      window.removeEventListener('resize', onClose);
    };
  }, [onClose]);

  function leave() {
    anchor.focus();
    onClose();
  }

  function onKeyDown(event: TargetedKeyboardEvent<HTMLDivElement>) {
    if (event.key === 'Tab') return leave();
    const buttons = [...event.currentTarget.querySelectorAll('button')];
    const at = buttons.findIndex((button) => button.matches(':focus'));
    const next = {
      ArrowDown: (at + 1) % buttons.length,
      ArrowUp: (at + buttons.length - 1) % buttons.length,
      Home: 0,
      End: buttons.length - 1,
      Escape: -1,
    }[event.key];
    if (next === undefined) return;
    // Escape would close the whole popup, the arrows move in the list behind it.
    event.preventDefault();
    event.stopPropagation();
    if (next < 0) leave();
    else buttons[next]?.focus();
  }

  return (
    <div
      ref={menu}
      id={id}
      class="menu"
      popover="manual"
      role="menu"
      aria-label={label}
      onKeyDown={onKeyDown}
    >
      {items.map(({ label: words, onChoose }) => (
        <button
          key={words}
          type="button"
          role="menuitem"
          tabIndex={-1}
          onClick={() => {
            leave();
            onChoose();
          }}
        >
          {words}
        </button>
      ))}
    </div>
  );
}
