import type { RefObject } from 'preact';
import { useEffect, useRef } from 'preact/hooks';

/**
 * Lets the arrow keys go from row to row, by the buttons of their menus: one of them is reached by the Tab key, the last
 * one that had the focus. From the field for addresses the first one is reached.
 */
export function useRowKeys(list: RefObject<HTMLElement | null>): void {
  const last = useRef<Element>(undefined);
  // After each drawing: rows come and go.
  useEffect(() => {
    const buttons = buttonsOf(list.current);
    const current = buttons.find((button) => button === last.current) ?? buttons[0];
    for (const button of buttons) button.tabIndex = button === current ? 0 : -1;
  });
  useEffect(() => {
    const element = list.current;
    if (element === null) return undefined;
    const onFocus = ({ target }: FocusEvent) => {
      if (!(target instanceof Element) || !target.matches('.more')) return;
      last.current = target;
      for (const button of buttonsOf(element)) button.tabIndex = button === target ? 0 : -1;
    };
    const onKeyDown = (event: KeyboardEvent) => {
      const next = nextButton(buttonsOf(element), event);
      if (next === undefined) return;
      event.preventDefault();
      next.focus();
    };
    element.addEventListener('focusin', onFocus);
    element.addEventListener('keydown', onKeyDown);
    return () => {
      element.removeEventListener('focusin', onFocus);
      element.removeEventListener('keydown', onKeyDown);
    };
  }, []);
}

function buttonsOf(list: HTMLElement | null): HTMLButtonElement[] {
  return [...(list?.querySelectorAll<HTMLButtonElement>('.more') ?? [])];
}

function nextButton(buttons: readonly HTMLButtonElement[], { key, target }: KeyboardEvent) {
  if (!(target instanceof Element)) return undefined;
  if (target.matches('.paste .field')) return key === 'ArrowDown' ? buttons[0] : undefined;
  // In a field the arrows move the cursor.
  if (target.matches('input, [role=menuitem]')) return undefined;
  const row = target.closest('.row');
  const at = buttons.findIndex((button) => button.closest('.row') === row);
  if (at < 0) return undefined;
  switch (key) {
    case 'ArrowDown':
      return buttons[at + 1];
    case 'ArrowUp':
      return buttons[at - 1];
    case 'Home':
      return buttons[0];
    case 'End':
      return buttons.at(-1);
    default:
      return undefined;
  }
}
