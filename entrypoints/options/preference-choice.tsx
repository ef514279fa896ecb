import type { ComponentChildren } from 'preact';
import { CheckChoice } from './check-choice.tsx';
import type { UsePreferences } from './use-preferences.ts';

export type PreferenceChoiceProps = {
  name: 'notifyClean' | 'askBeforeDocuments';
  label: string;
  prefs: UsePreferences;
  isLocked: boolean;
  children: ComponentChildren;
};

/** A preference that is on or off. */
export function PreferenceChoice({ name, label, prefs, isLocked, children }: PreferenceChoiceProps) {
  const { preferences, change } = prefs;
  return (
    <CheckChoice
      label={label}
      checked={preferences[name]}
      isLocked={isLocked}
      onChange={(isChecked) => change({ [name]: isChecked })}
    >
      {children}
    </CheckChoice>
  );
}
