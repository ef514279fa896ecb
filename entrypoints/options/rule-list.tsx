import { useId, useRef, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import { ActionButton } from '../../components/action-button.tsx';
import type { DownloadRule } from '../../lib/core/download-rule.ts';
import { EMPTY_RULE_INPUT, toRuleInput } from '../../lib/core/parse-rule.ts';
import { toShortText } from '../../lib/core/short-text.ts';
import { ruleWords } from '../../lib/i18n/policy-words.ts';
import { LockNote } from './lock-note.tsx';
import { RuleEditor } from './rule-editor.tsx';

export type RuleListProps = {
  title: string;
  text: string;
  rules: readonly DownloadRule[];
  /** The administrator has written it. */
  isLocked: boolean;
  onChange: (rules: readonly DownloadRule[]) => void;
};

/** The allow or the block list: each line with what it matches and why, to be added to, edited and removed. */
export function RuleList({ title, text, rules, isLocked, onChange }: RuleListProps) {
  /** The place of the line that is written; that of a new one is the list's end. */
  const [edited, setEdited] = useState<number>();
  const addButton = useRef<HTMLButtonElement>(null);
  const lockId = useId();
  const isAdding = edited === rules.length;

  function end() {
    setEdited(undefined);
    // The button may be drawn only with the next frame.
    requestAnimationFrame(() => addButton.current?.focus());
  }
  const editor = (index: number) => {
    const rule = rules[index];
    return (
      <RuleEditor
        title={rule === undefined ? i18n.t('rules.addTo', [title]) : ruleWords(rule)}
        initial={rule === undefined ? EMPTY_RULE_INPUT : toRuleInput(rule)}
        onDone={(written) => {
          onChange(rules.toSpliced(index, 1, written));
          end();
        }}
        onCancel={end}
      />
    );
  };

  return (
    <section class="rules-section" aria-label={title}>
      <h3>{title}</h3>
      <p class="hint">{text}</p>
      {isLocked ? <LockNote id={lockId} /> : null}
      {rules.length === 0 && !isAdding ? <p class="hint none">{i18n.t('rules.none')}</p> : null}
      <ul class="rules">
        {rules.map((rule, index) => (
          <li key={index}>
            {edited === index ? (
              editor(index)
            ) : (
              <RuleLine
                rule={rule}
                isLocked={isLocked}
                onEdit={() => setEdited(index)}
                onRemove={() => {
                  onChange(rules.toSpliced(index, 1));
                  end();
                }}
              />
            )}
          </li>
        ))}
      </ul>
      {isLocked ? null : isAdding ? (
        editor(rules.length)
      ) : (
        <button ref={addButton} type="button" class="button quiet" onClick={() => setEdited(rules.length)}>
          {i18n.t('rules.add')}
          <span class="visually-hidden"> {title}</span>
        </button>
      )}
    </section>
  );
}

type RuleLineProps = { rule: DownloadRule; isLocked: boolean; onEdit: () => void; onRemove: () => void };

function RuleLine({ rule, isLocked, onEdit, onRemove }: RuleLineProps) {
  const words = ruleWords(rule);
  return (
    <div class="rule-line">
      <span>
        <bdi>{words}</bdi>
        <bdi class="hint">{toShortText(rule.why)}</bdi>
      </span>
      {isLocked ? null : (
        <>
          <ActionButton label={i18n.t('rules.edit')} about={words} onClick={onEdit} />
          <ActionButton label={i18n.t('rules.remove')} about={words} onClick={onRemove} />
        </>
      )}
    </div>
  );
}
