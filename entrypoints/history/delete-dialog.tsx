import { useLayoutEffect, useRef } from 'preact/hooks';
import { i18n } from '#i18n';

export type DeleteDialogProps = { count: number; onDelete: () => void; onClose: () => void };

/** Asks before scans are deleted: they can't be had back. */
export function DeleteDialog({ count, onDelete, onClose }: DeleteDialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  useLayoutEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog ref={dialog} class="question" aria-labelledby="delete-title" onClose={onClose}>
      <h2 id="delete-title">{i18n.t('history.deleteTitle', count)}</h2>
      <p>{i18n.t('history.deleteText')}</p>
      <form method="dialog" class="answers">
        <button type="submit" class="button plain">
          {i18n.t('history.cancel')}
        </button>
        <button type="submit" class="button danger" onClick={onDelete}>
          {i18n.t('history.deleteNow')}
        </button>
      </form>
    </dialog>
  );
}
