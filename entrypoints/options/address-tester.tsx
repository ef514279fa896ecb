import type { TargetedSubmitEvent } from 'preact';
import { useId, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import { Glyph } from '../../components/glyph.tsx';
import type { ConnectionFacts } from '../../lib/core/decide-download.ts';
import type { GuardPolicy } from '../../lib/core/guard-policy.ts';
import { type TriedAddress, tryAddress } from '../../lib/core/try-address.ts';
import { decisionWords } from '../../lib/i18n/decision-words.ts';
import { TextField } from './text-field.tsx';

export type AddressTesterProps = {
  /** As it stands on the page, applied or not. */
  policy: GuardPolicy;
  loadFacts: () => Promise<ConnectionFacts>;
};

const MEGABYTE = 1_000_000;

/** "What would happen to this address?": by the decisions that real downloads go through. */
export function AddressTester({ policy, loadFacts }: AddressTesterProps) {
  const [input, setInput] = useState({ address: '', name: '', size: '' });
  const [facts, setFacts] = useState<ConnectionFacts>();
  const [asked, setAsked] = useState<typeof input>();
  const id = useId();
  const change = (part: Partial<typeof input>) => setInput((current) => ({ ...current, ...part }));

  async function submit(event: TargetedSubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    setFacts(await loadFacts().catch(() => undefined));
    setAsked(input);
  }

  // Anew with every change of the lists above, for what was asked last.
  const answer =
    asked === undefined || facts === undefined
      ? undefined
      : tryAddress(policy, { ...asked, size: toBytes(asked.size) }, facts);
  return (
    <section class="panel" aria-label={i18n.t('tester.heading')}>
      <h2>{i18n.t('tester.heading')}</h2>
      <p class="intro">{i18n.t('tester.intro')}</p>
      <form class="tester" onSubmit={(event) => void submit(event)} noValidate>
        <TextField
          label={i18n.t('tester.address')}
          hint={undefined}
          value={input.address}
          isInvalid={answer?.ok === false}
          errorId={`${id}-answer`}
          onInput={(address) => change({ address })}
        />
        <div class="two">
          <TextField
            label={i18n.t('tester.name')}
            hint={i18n.t('tester.nameHint')}
            value={input.name}
            isInvalid={false}
            errorId={`${id}-answer`}
            onInput={(name) => change({ name })}
          />
          <TextField
            label={i18n.t('tester.size')}
            hint={i18n.t('tester.sizeHint')}
            value={input.size}
            isInvalid={false}
            errorId={`${id}-answer`}
            onInput={(size) => change({ size })}
          />
        </div>
        <div class="buttons">
          <button type="submit" class="button plain">
            {i18n.t('tester.ask')}
          </button>
        </div>
      </form>
      <div id={`${id}-answer`} role="status">
        <Answer answer={answer} />
      </div>
    </section>
  );
}

function Answer({ answer }: { answer: TriedAddress | undefined }) {
  if (answer === undefined) return null;
  if (!answer.ok) return <p class="fault">{i18n.t('tester.notAnAddress')}</p>;
  const { tone, what, why } = decisionWords(answer.decision);
  return (
    <div class={`outcome tone ${tone}`}>
      <Glyph name={tone} />
      <div>
        <p>
          <b>{what}</b>
        </p>
        <p>{why}</p>
        <p class="hint">
          <bdi>{i18n.t('tester.file', [answer.name])}</bdi>
        </p>
      </div>
    </div>
  );
}

/** @returns undefined where nothing that can be read as MB was entered */
function toBytes(megabytes: string): number | undefined {
  const number = megabytes.trim().replace(',', '.');
  return /^\d+(\.\d+)?$/.test(number) ? Math.round(Number(number) * MEGABYTE) : undefined;
}
