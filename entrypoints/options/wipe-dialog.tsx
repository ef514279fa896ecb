import { useLayoutEffect, useRef } from 'preact/hooks';
import { i18n } from '#i18n';

export type WipeDialogProps = { onWipe: () => void; onClose: () => void };

/** Asks before everything is deleted. */
export function WipeDialog({ onWipe, onClose }: WipeDialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  useLayoutEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog ref={dialog} class="panel" aria-labelledby="wipe-title" onClose={onClose}>
      <h2 id="wipe-title">{i18n.t('data.wipeTitle')}</h2>
      <p>{i18n.t('data.wipeWarning')}</p>
      <form method="dialog" class="buttons">
        <button type="submit" class="button plain">
          {i18n.t('history.cancel')}
        </button>
        <button type="submit" class="button danger" onClick={onWipe}>
          {i18n.t('data.wipeNow')}
        </button>
      </form>
    </dialog>
  );
}
