import { useState } from 'preact/hooks';
import { i18n } from '#i18n';
import { PasteForm } from '../../components/paste-form.tsx';
import { ScanRow } from '../../components/scan-row.tsx';
import { useNow } from '../../components/use-now.ts';
import type { Scan } from '../../lib/core/scan.ts';
import { isAtRest } from '../../lib/core/scan-machine.ts';
import { scanWords } from '../../lib/i18n/scan-words.ts';
import type { sendMessage } from '../../lib/platform/messages.ts';
import { type ScanSight, useScan } from './use-scan.ts';

export type SampleStepProps = {
  send: typeof sendMessage;
  /** Keeps a file's bytes and has it scanned. */
  scanFile: (file: File) => Promise<{ id: string }>;
  sight: ScanSight;
  onOpenSettings: () => void;
};

/** A first scan, of a text of our own that is harmless, of a link or of a file; its verdict is shown as it comes. */
export function SampleStep({ send, scanFile, sight, onOpenSettings }: SampleStepProps) {
  const [id, setId] = useState<string>();
  const [hasFailed, setFailed] = useState(false);
  const scan = useScan(sight, id);
  const now = useNow(1_000);
  const follow = async (task: Promise<{ id: string }>) => setId((await task).id);

  function scanSample() {
    const sample = new File([i18n.t('welcome.sampleText')], 'sluice-sample.txt', { type: 'text/plain' });
    void follow(scanFile(sample)).then(
      () => setFailed(false),
      () => setFailed(true),
    );
  }

  return (
    <>
      <p class="intro">{i18n.t('welcome.tryIntro')}</p>
      <p class="buttons">
        <button type="button" class="button" onClick={scanSample}>
          {i18n.t('welcome.scanSample')}
        </button>
      </p>
      <PasteForm
        onScan={(address) => follow(send('scan', { address, source: 'paste' }))}
        onFile={(file) => follow(scanFile(file))}
      />
      {hasFailed ? <p role="alert">{i18n.t('popup.failed')}</p> : null}
      {scan === undefined ? null : (
        <ul class="rows" aria-label={i18n.t('welcome.result')}>
          <ScanRow
            scan={scan}
            now={now}
            sent={undefined}
            onRetry={() => void send('retry', { id: scan.id })}
            onOpenSettings={onOpenSettings}
          />
        </ul>
      )}
      <p class="visually-hidden" role="status" aria-live="polite">
        {scan === undefined ? '' : toSaid(scan, now)}
      </p>
      <p class="hint">{i18n.t('welcome.done')}</p>
    </>
  );
}

function toSaid(scan: Scan, now: number): string {
  return isAtRest(scan.state) ? `${scan.name}: ${scanWords(scan, now).word}` : '';
}
