import { i18n } from '#i18n';

/** Says that a change could not be kept. */
export function SaveFault({ hasFailed }: { hasFailed: boolean }) {
  return (
    <p class="fault" role="status">
      {hasFailed ? i18n.t('guard.applyFailed') : ''}
    </p>
  );
}
