import type { Pages } from '../../lib/platform/pages.ts';

export type FakePages = Pages & {
  /** The pages that were opened, in order. */
  opened: () => readonly ('popup' | 'options')[];
};

export function createFakePages(): FakePages {
  const opened: ('popup' | 'options')[] = [];
  return {
    async openPopup() {
      opened.push('popup');
    },
    async openOptions() {
      opened.push('options');
    },
    opened: () => opened,
  };
}
