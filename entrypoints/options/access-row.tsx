import { useEffect, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import { ActionButton } from '../../components/action-button.tsx';
import type { Permission } from '../../lib/platform/permission.ts';

export type AccessRowProps = {
  title: string;
  /** What it is for, and what is not to be had without it. */
  text: string;
  /** What a person has to do besides. */
  steps?: string;
  permission: Permission;
};

/** Something that Sluice may read only where a person allows it: whether it may now, and how to change that. */
export function AccessRow({ title, text, steps, permission }: AccessRowProps) {
  const [isAllowed, setAllowed] = useState<boolean>();
  const [isRefused, setRefused] = useState(false);
  useEffect(() => {
    const read = () => void permission.has().then(setAllowed, () => setAllowed(false));
    read();
    // The switch of the browser's own page tells nobody that it was turned.
    window.addEventListener('focus', read);
    const end = permission.subscribe(read);
    return () => {
      window.removeEventListener('focus', read);
      end();
    };
  }, [permission]);

  function change(asked: Promise<boolean>) {
    setRefused(false);
    void asked
      .then((isDone) => setRefused(!isDone && steps === undefined))
      .catch(() => setRefused(true))
      .then(() => permission.has())
      .then(setAllowed, () => setAllowed(false));
  }

  if (isAllowed === undefined) return null;
  return (
    <div class="access-row">
      <span>
        <b>{title}</b>
        <span class="hint">{text}</span>
        {steps === undefined || isAllowed ? null : <span class="hint">{steps}</span>}
        <span class="fault" aria-live="polite">
          {isRefused ? i18n.t('access.refused') : ''}
        </span>
      </span>
      <span class={`state tone ${isAllowed ? 'clean' : 'unknown'}`}>
        {i18n.t(isAllowed ? 'access.allowed' : 'access.notAllowed')}
      </span>
      {isAllowed ? (
        <ActionButton
          label={i18n.t('access.withdraw')}
          about={title}
          look="plain"
          onClick={() => change(permission.remove())}
        />
      ) : (
        <ActionButton
          label={i18n.t('access.allow')}
          about={title}
          look="plain"
          onClick={() => change(permission.request())}
        />
      )}
    </div>
  );
}
