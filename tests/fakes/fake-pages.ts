import type { Pages } from '../../lib/platform/pages.ts';

type OpenedPage = 'popup' | 'options' | 'welcome' | 'history' | `history#${string}` | `links#${number}`;

export type FakePages = Pages & {
  /** The pages that were opened, in order. */
  opened: () => readonly OpenedPage[];
};

export function createFakePages(): FakePages {
  const opened: OpenedPage[] = [];
  return {
    async openPopup() {
      opened.push('popup');
    },
    async openOptions() {
      opened.push('options');
    },
    async openHistory(id) {
      opened.push(id === undefined ? 'history' : `history#${id}`);
    },
    async openWelcome() {
      opened.push('welcome');
    },
    async openLinks(tabId) {
      opened.push(`links#${tabId}`);
    },
    opened: () => opened,
  };
}
