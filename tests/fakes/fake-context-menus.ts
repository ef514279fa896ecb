import type { ContextMenus, MenuClick, MenuSource } from '../../lib/platform/context-menus.ts';
import { createFakeEvent } from './fake-event.ts';

export type FakeContextMenus = ContextMenus & {
  /** The entries that stand now; undefined before anything was installed. */
  titles: () => Readonly<Record<MenuSource, string>> | undefined;
  installCount: () => number;
  click: (click: MenuClick) => void;
  listenerCount: () => number;
};

export function createFakeContextMenus(): FakeContextMenus {
  const clicked = createFakeEvent<[click: MenuClick]>();
  const installed: Readonly<Record<MenuSource, string>>[] = [];
  return {
    async install(titles) {
      installed.push(titles);
    },
    onClicked: (listener) => void clicked.add(listener),
    titles: () => installed.at(-1),
    installCount: () => installed.length,
    click: clicked.fire,
    listenerCount: clicked.listenerCount,
  };
}
