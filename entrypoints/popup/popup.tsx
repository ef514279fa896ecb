import { useRef, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import { ConsentNeeded } from '../../components/consent-needed.tsx';
import { Mark } from '../../components/mark.tsx';
import { NotHeld } from '../../components/not-held.tsx';
import { PasteForm } from '../../components/paste-form.tsx';
import { StatusChip } from '../../components/status-chip.tsx';
import { useNow } from '../../components/use-now.ts';
import { isHolding } from '../../lib/core/guard-policy.ts';
import { toScannerTrouble } from '../../lib/core/scanner-trouble.ts';
import { globalWords } from '../../lib/i18n/global-words.ts';
import type { sendMessage } from '../../lib/platform/messages.ts';
import type { Pages } from '../../lib/platform/pages.ts';
import { EmptyState } from './empty-state.tsx';
import { type EntryActions, EntryRows } from './entry-rows.tsx';
import type { PopupModel } from './popup-model.ts';
import { useLiveState } from './use-live-state.ts';
import { useLostFocus } from './use-lost-focus.ts';
import { useOnline } from './use-online.ts';
import { useRowKeys } from './use-row-keys.ts';

export type PopupProps = {
  model: PopupModel;
  /** Shown in a private window, of which nothing is kept: so nothing is taken there either. */
  isPrivate: boolean;
  send: typeof sendMessage;
  pages: Pages;
  /** Keeps a file's bytes and has it scanned. */
  scanFile: (file: File) => Promise<unknown>;
  copy: (text: string) => Promise<void>;
  /** Asks for what holding needs; called in the handler of a click. */
  requestHold: () => Promise<boolean>;
};

export function Popup({ model, isPrivate, send, pages, scanFile, copy, requestHold }: PopupProps) {
  const { state, announcement } = useLiveState(model);
  const now = useNow(state.activeCount > 0 ? 1_000 : 15_000);
  const list = useRef<HTMLElement>(null);
  const answered = useLostFocus(list, state.questionCount);
  const [hasFailed, setFailed] = useState(false);
  const [notice, setNotice] = useState('');
  const isOnline = useOnline();
  useRowKeys(list);
  /** Does what a button asks for; where that fails, the popup says so. */
  const act = (task: Promise<unknown>, done = '') => {
    setNotice('');
    void task.then(
      () => {
        setFailed(false);
        setNotice(done);
      },
      () => setFailed(true),
    );
  };

  const openWelcome = () => act(pages.openWelcome().then(() => window.close()));
  const openSettings = () => act(pages.openOptions().then(() => window.close()));
  const openHistory = (id?: string) => act(pages.openHistory(id).then(() => window.close()));
  const actions: EntryActions = {
    onRetry: ({ id }) => act(send('retry', { id })),
    onAllowBytes({ id }, isAllowed) {
      answered();
      act(accepted(send('allow-bytes', { id, isAllowed })));
    },
    onOpenSettings: openSettings,
    onOpenDetails: ({ id }) => openHistory(id),
    onScanAgain: ({ id }) => act(accepted(send('scan-again', { id }))),
    onCopy: (text, done) => act(copy(text), done),
    onDecide: ({ id }, choice) => {
      answered();
      return accepted(send('decide', { id, choice }));
    },
    onUnlock: ({ id }, password) => accepted(send('unlock', { id, password })),
  };
  const { connection, hasConsent, policy, mayHold, active, atRest, questions, hasOlder, isBroken } = state;
  const { server } = connection;
  const underWay = active.map(({ scan }) => scan);
  const trouble = toScannerTrouble(underWay, atRest[0]?.scan, server);
  const isDiskFull = [...active, ...questions].some(({ hold }) => hold?.problem === 'storage-full');
  const global = globalWords({ hasConsent, server, policy, mayHold, isOnline, isDiskFull, trouble });
  const isEmpty = questions.length + active.length + atRest.length === 0;

  return (
    <>
      <header>
        <Mark size={22} />
        <h1>{i18n.t('popup.title')}</h1>
        <StatusChip server={server} hasTrouble={!isOnline || trouble !== undefined} isWaiting={!hasConsent} />
      </header>
      <main ref={list} tabIndex={-1}>
        {isPrivate ? (
          <p class="card">{i18n.t('privateWindow.message')}</p>
        ) : (
          <PasteForm onScan={(address) => send('scan', { address, source: 'paste' })} onFile={scanFile} />
        )}
        {hasConsent ? null : <ConsentNeeded onRead={openWelcome} />}
        {hasConsent && server === null ? <ConnectCard onConnect={openSettings} /> : null}
        {isHolding(policy) && !mayHold && !isBroken ? (
          <NotHeld policy={policy} onAllow={() => act(requestHold())} />
        ) : null}
        {hasFailed ? <p role="alert">{i18n.t('popup.failed')}</p> : null}
        {isBroken ? <p role="alert">{i18n.t('popup.broken')}</p> : null}
        {isEmpty && !isBroken ? <EmptyState /> : null}
        <EntryRows state={state} now={now} actions={actions} />
        {hasOlder ? (
          <button type="button" class="button quiet older" onClick={() => void model.loadOlder()}>
            {i18n.t('popup.more')}
          </button>
        ) : null}
      </main>
      <p class="visually-hidden" role="status" aria-live="polite">
        {[global.isTrouble ? global.text : '', notice || announcement].filter(Boolean).join(' ')}
      </p>
      {notice === '' ? null : <p class="notice">{notice}</p>}
      <footer>
        <span class={global.isTrouble ? 'global tone suspicious' : 'global'}>{global.text}</span>
        <button type="button" class="button quiet" onClick={() => openHistory()}>
          {i18n.t('popup.history')}
        </button>
        <button type="button" class="button quiet" onClick={openSettings}>
          {i18n.t('popup.settings')}
        </button>
      </footer>
    </>
  );
}

/** "Not accepted" is a failure to whoever clicked. */
async function accepted(answer: Promise<{ accepted: boolean }>): Promise<void> {
  if (!(await answer).accepted) throw new Error('The background did not accept it.');
}

function ConnectCard({ onConnect }: { onConnect: () => void }) {
  return (
    <section class="card" aria-label={i18n.t('popup.connectTitle')}>
      <h2>{i18n.t('popup.connectTitle')}</h2>
      <p>{i18n.t('popup.connectText')}</p>
      <button type="button" class="button" onClick={onConnect}>
        {i18n.t('popup.connect')}
      </button>
    </section>
  );
}
