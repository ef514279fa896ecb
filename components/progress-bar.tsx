import { i18n } from '#i18n';
import { type SentShare, sentFraction } from '../lib/i18n/upload-words.ts';

/** Shows that something is under way; of an upload, how far it has come. */
export function ProgressBar({ sent }: { sent: SentShare | undefined }) {
  if (sent === undefined) return <span class="bar" aria-hidden="true" />;
  const percent = Math.floor(sentFraction(sent) * 100);
  return (
    <span
      class="bar known"
      role="progressbar"
      aria-label={i18n.t('upload.label')}
      aria-valuenow={percent}
      aria-valuemin={0}
      aria-valuemax={100}
    >
      <i style={{ inlineSize: `${percent}%` }} />
    </span>
  );
}
