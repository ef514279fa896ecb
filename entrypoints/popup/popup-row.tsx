import { useState } from 'preact/hooks';
import { guardedName } from '../../components/guarded.ts';
import { HoldRow } from '../../components/hold-row.tsx';
import { QuestionRow } from '../../components/question-row.tsx';
import { RowMenu } from '../../components/row-menu.tsx';
import { ScanRow } from '../../components/scan-row.tsx';
import { UnlockForm } from '../../components/unlock-form.tsx';
import { useRequest } from '../../components/use-request.ts';
import type { Scan } from '../../lib/core/scan.ts';
import { toVisibleText } from '../../lib/core/visible-text.ts';
import type { EntryActions } from './entry-rows.tsx';
import type { PopupEntry } from './popup-entries.ts';
import type { PopupState } from './popup-model.ts';
import { toMenuItems } from './to-menu-items.ts';

export type PopupRowProps = EntryActions & {
  entry: PopupEntry;
  /** Milliseconds since 1970. */
  now: number;
  sent: ReturnType<PopupState['uploads']['get']>;
  /** Which one of those that wait their turn it is, from 1. */
  place: number | undefined;
};

/** A scan, a guarded download or a question, with its menu. */
export function PopupRow({ entry: { scan, hold }, ...facts }: PopupRowProps) {
  const [isUnlocking, setUnlocking] = useState(false);
  const question = hold?.question;
  const name = hold === undefined ? toVisibleText(scan?.name ?? '') : guardedName({ hold, scan });
  // A question about a password has its field in place.
  const onUnlock = question === 'encrypted' ? undefined : () => setUnlocking(true);
  const menu = (
    <>
      {isUnlocking && scan !== undefined ? (
        <Unlock scan={scan} name={name} onUnlock={facts.onUnlock} onDone={() => setUnlocking(false)} />
      ) : null}
      {scan === undefined ? null : <RowMenu name={name} items={toMenuItems(scan, facts, onUnlock)} />}
    </>
  );
  if (hold === undefined) return scan === undefined ? null : <ScanRow scan={scan} menu={menu} {...facts} />;
  return question === undefined ? (
    <HoldRow hold={hold} scan={scan} menu={menu} {...facts} />
  ) : (
    <QuestionRow hold={hold} scan={scan} question={question} menu={menu} {...facts} />
  );
}

type UnlockProps = {
  scan: Scan;
  name: string;
  onUnlock: EntryActions['onUnlock'];
  onDone: () => void;
};

/** The field for the password of what ended locked. It goes once the scan goes on. */
function Unlock({ scan, name, onUnlock, onDone }: UnlockProps) {
  const { isBusy, hasFailed, run } = useRequest();
  async function unlock(password: string) {
    if (await run(onUnlock(scan, password))) onDone();
  }
  return (
    <UnlockForm
      name={name}
      wasWrong={false}
      hasFailed={hasFailed}
      isBusy={isBusy}
      takesFocus
      onUnlock={(password) => void unlock(password)}
      onSkip={onDone}
    />
  );
}
