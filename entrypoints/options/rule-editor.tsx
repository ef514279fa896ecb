import type { TargetedSubmitEvent } from 'preact';
import { useEffect, useId, useRef, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import type { DownloadRule } from '../../lib/core/download-rule.ts';
import { parseRule, RULE_KINDS, type RuleInput, type RuleProblem } from '../../lib/core/parse-rule.ts';
import { ruleProblemWords } from '../../lib/i18n/policy-words.ts';
import { TextField } from './text-field.tsx';

export type RuleEditorProps = {
  /** Names the list. */
  title: string;
  initial: RuleInput;
  onDone: (rule: DownloadRule) => void;
  onCancel: () => void;
};

/** A line of the allow or the block list while it is written. */
export function RuleEditor({ title, initial, onDone, onCancel }: RuleEditorProps) {
  const [input, setInput] = useState(initial);
  const [problem, setProblem] = useState<RuleProblem>();
  const form = useRef<HTMLFormElement>(null);
  const errorId = useId();
  useEffect(() => form.current?.querySelector('select')?.focus(), []);

  const change = (part: Partial<RuleInput>) => setInput((current) => ({ ...current, ...part }));
  function submit(event: TargetedSubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    const parsed = parseRule(input);
    if (parsed.ok) return onDone(parsed.rule);
    setProblem(parsed.problem);
  }

  const field = (name: 'value' | 'atLeast' | 'atMost' | 'why', label: string, hint?: string) => (
    <TextField
      label={label}
      hint={hint}
      value={input[name]}
      isInvalid={problem !== undefined && (name === 'why') === (problem === 'no-why')}
      errorId={errorId}
      onInput={(text) => change({ [name]: text })}
    />
  );

  return (
    <form ref={form} class="rule-editor" aria-label={title} onSubmit={submit} noValidate>
      <label class="labelled">
        <span class="label">{i18n.t('rules.kind')}</span>
        <select
          class="field"
          value={input.kind}
          onChange={({ currentTarget }) => {
            const kind = RULE_KINDS.find((name) => name === currentTarget.value);
            if (kind !== undefined) change({ kind });
            setProblem(undefined);
          }}
        >
          {RULE_KINDS.map((kind) => (
            <option key={kind} value={kind}>
              {i18n.t(`rules.${kind}`)}
            </option>
          ))}
        </select>
      </label>
      {input.kind === 'size' ? (
        <>
          {field('atLeast', i18n.t('rules.atLeast'))}
          {field('atMost', i18n.t('rules.atMost'))}
        </>
      ) : (
        field('value', i18n.t(`rules.${input.kind}`), i18n.t(`rules.${input.kind}Hint`))
      )}
      {field('why', i18n.t('rules.why'), i18n.t('rules.whyHint'))}
      <span id={errorId} class="fault" aria-live="polite">
        {problem === undefined ? '' : ruleProblemWords(problem)}
      </span>
      <span class="buttons">
        <button type="submit" class="button plain">
          {i18n.t('rules.done')}
        </button>
        <button type="button" class="button quiet" onClick={onCancel}>
          {i18n.t('rules.cancel')}
        </button>
      </span>
    </form>
  );
}
