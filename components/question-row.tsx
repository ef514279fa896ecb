import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { i18n } from '#i18n';
import type { FateReason } from '../lib/core/decide-fate.ts';
import { holdWords } from '../lib/i18n/hold-words.ts';
import { isBeingScanned, questionWord, questionWords } from '../lib/i18n/question-words.ts';
import type { SentShare } from '../lib/i18n/upload-words.ts';
import { ActionButton } from './action-button.tsx';
import { FileName } from './file-name.tsx';
import { Glyph, type GlyphName, toneOf } from './glyph.tsx';
import { type Guarded, type GuardedActions, guardedName } from './guarded.ts';
import { ProgressBar } from './progress-bar.tsx';
import { ScanActions, type ScanActionsProps } from './scan-actions.tsx';
import { UnlockForm } from './unlock-form.tsx';
import { useRequest } from './use-request.ts';

export type QuestionRowProps = Guarded &
  GuardedActions &
  Omit<ScanActionsProps, 'scan'> & {
    question: FateReason;
    sent: SentShare | undefined;
    /** Stands at the row's side. */
    menu?: ComponentChildren;
  };

/** A guarded download that waits for a person: what it is about, where the file is, and the answers. */
export function QuestionRow(props: QuestionRowProps) {
  const { hold, scan, question, sent, menu, onDecide, onUnlock, onRetry, onOpenSettings } = props;
  const [isSkipped, setSkipped] = useState(false);
  /** When the scan had ended that the newest password is to better. */
  const [triedAfter, setTriedAfter] = useState<number>();
  const { isBusy, hasFailed, run } = useRequest();
  const name = guardedName({ hold, scan });
  const glyph = glyphOfQuestion(question);
  const isScanning = isBeingScanned(scan);
  const canUnlock = question === 'encrypted' && !isScanning && !isSkipped;
  const isHarmful = question === 'malicious' || question === 'restricted';

  const decide = (choice: 'keep' | 'remove') => void run(onDecide(hold, choice));
  async function unlock(password: string) {
    const endedAt = scan?.finishedAt;
    if (await run(onUnlock(hold, password))) setTriedAfter(endedAt);
  }

  return (
    <li
      class={`row question ${toneOf(glyph)}`}
      data-id={hold.id}
      data-hold={hold.state}
      data-question={question}
      data-state={scan?.state}
      data-verdict={scan?.verdict}
    >
      <Glyph name={glyph} />
      <FileName name={name} title={scan?.url ?? name} />
      <span class="word">{questionWord(question, hold.place !== 'own-name')}</span>
      <span class="meta long">
        {questionWords(question, scan)} {holdWords(hold)}
      </span>
      {isScanning ? <ProgressBar sent={sent} /> : null}
      {canUnlock ? (
        <UnlockForm
          name={name}
          wasWrong={triedAfter !== undefined && scan?.finishedAt !== triedAfter}
          isBusy={isBusy}
          onUnlock={(password) => void unlock(password)}
          onSkip={() => setSkipped(true)}
        />
      ) : (
        <Answers
          name={name}
          order={isHarmful ? ['remove', 'keep'] : ['keep', 'remove']}
          isBusy={isBusy}
          takesFocus={isSkipped}
          onDecide={decide}
        >
          {scan === undefined ? null : (
            <ScanActions scan={scan} onRetry={onRetry} onOpenSettings={onOpenSettings} />
          )}
        </Answers>
      )}
      {hasFailed ? (
        <span class="trouble" role="alert">
          {i18n.t('decision.refused', [name])}
        </span>
      ) : null}
      {menu}
    </li>
  );
}

type AnswersProps = {
  name: string;
  /** The first one stands out where a file is harmful. */
  order: readonly ('keep' | 'remove')[];
  isBusy: boolean;
  /** What had the focus has just gone. */
  takesFocus: boolean;
  onDecide: (choice: 'keep' | 'remove') => void;
  children: ComponentChildren;
};

function Answers({ name, order, isBusy, takesFocus, onDecide, children }: AnswersProps) {
  return (
    <span class="actions answers" ref={takesFocus ? focusFirstButton : null}>
      {order.map((choice) => (
        <ActionButton
          key={choice}
          label={i18n.t(`decision.${choice}`)}
          about={name}
          look={order[0] === 'remove' && choice === 'remove' ? 'main' : 'plain'}
          disabled={isBusy}
          onClick={() => onDecide(choice)}
        />
      ))}
      {children}
    </span>
  );
}

function focusFirstButton(answers: HTMLElement | null): void {
  answers?.querySelector('button')?.focus();
}

function glyphOfQuestion(question: FateReason): GlyphName {
  switch (question) {
    case 'clean':
    case 'malicious':
    case 'suspicious':
    case 'restricted':
    case 'spam':
    case 'unknown':
      return question;
    case 'encrypted':
      return 'locked';
    case 'allow-rule':
    case 'block-rule':
      return 'restricted';
    case 'different-file':
      return 'suspicious';
    case 'time-limit':
      return 'waiting';
    case 'too-large':
    case 'failed':
    case 'no-bytes':
    case 'not-sendable':
    case 'private-host':
    case 'choice':
      return 'not-scanned';
  }
}
