import type { ExtensionPage } from './cell-lab.ts';

/** The part of `chrome` that is used inside the extension's page. */
declare const chrome: {
  runtime: { sendMessage: (message: object) => Promise<{ accepted: boolean } | undefined> };
};

/** Says what a person wants done with a file, as the popup does; answers whether that could be done. */
export async function decide(
  extensionPage: ExtensionPage,
  id: string,
  choice: 'keep' | 'remove',
): Promise<boolean> {
  const answer = await extensionPage.evaluate(
    (request) => chrome.runtime.sendMessage({ name: 'decide', request }),
    {
      id,
      choice,
    },
  );
  return answer?.accepted === true;
}
