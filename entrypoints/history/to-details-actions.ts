import type { DetailsActions, DetailsDeps } from './details-deps.ts';

/** What the buttons of the details ask of the background. */
export function toDetailsActions(
  deps: Pick<DetailsDeps, 'send' | 'openSettings' | 'onDone'> & { onOpen: (id: string) => void },
): DetailsActions {
  const { send, openSettings, onDone, onOpen } = deps;
  const accepted = async (id: string, answer: Promise<{ accepted: boolean }>) => {
    if (!(await answer).accepted) throw new Error('The background did not accept it.');
    onDone(id);
  };
  return {
    onRetry: ({ id }) => void send('retry', { id }),
    onOpenSettings: () => void openSettings(),
    onDecide: ({ id }, choice) => accepted(id, send('decide', { id, choice })),
    onUnlock: ({ id }, password) => accepted(id, send('unlock', { id, password })),
    async onScanAgain({ id }) {
      const answer = await send('scan-again', { id });
      if (!answer.accepted) throw new Error('The background did not accept it.');
      onOpen(answer.id ?? id);
    },
  };
}
