import type { DetailsActions, DetailsDeps } from './details-deps.ts';

/** What the buttons of the details ask of the background. */
export function toDetailsActions(
  deps: Pick<DetailsDeps, 'send' | 'openSettings'> & { onOpen: (id: string) => void },
): DetailsActions {
  const { send, openSettings, onOpen } = deps;
  const accepted = async (answer: Promise<{ accepted: boolean }>) => {
    if (!(await answer).accepted) throw new Error('The background did not accept it.');
  };
  return {
    onRetry: ({ id }) => void send('retry', { id }),
    onAllowBytes: ({ id }, isAllowed) => void send('allow-bytes', { id, isAllowed }),
    onOpenSettings: () => void openSettings(),
    onDecide: ({ id }, choice) => accepted(send('decide', { id, choice })),
    onUnlock: ({ id }, password) => accepted(send('unlock', { id, password })),
    async onScanAgain({ id }) {
      const answer = await send('scan-again', { id });
      if (!answer.accepted) throw new Error('The background did not accept it.');
      onOpen(answer.id ?? id);
    },
  };
}
