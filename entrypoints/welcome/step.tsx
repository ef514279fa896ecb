import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { i18n } from '#i18n';
import { ActionButton } from '../../components/action-button.tsx';

export type StepProps = {
  number: number;
  title: string;
  /** The one that is open now. */
  current: number;
  /** What came of it, once it is behind. */
  summary: string;
  /** It was passed over: no tick for it. */
  isSkipped?: boolean;
  onOpen: () => void;
  children: ComponentChildren;
};

/** One step: open while it is its turn, told in a line once it is behind, a title only while it is to come. */
export function Step({ number, title, current, summary, isSkipped = false, onOpen, children }: StepProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  const before = useRef(current);
  const isOpen = number === current;
  const isDone = number < current && !isSkipped;
  useEffect(() => {
    // Whoever goes on reads on here; not when the page comes up.
    if (isOpen && before.current !== current) heading.current?.focus();
    before.current = current;
  }, [current]);
  return (
    <li class={`step ${isOpen ? 'open' : ''}`} aria-current={isOpen ? 'step' : undefined}>
      <span class={`number ${isDone ? 'tone clean' : ''}`} aria-hidden="true">
        {isDone ? <Tick /> : number}
      </span>
      <h2 ref={heading} tabIndex={-1}>
        {title}
      </h2>
      {number < current ? (
        <p class="summary">
          {summary}
          <ActionButton label={i18n.t('welcome.change')} about={title} onClick={onOpen} />
        </p>
      ) : null}
      {isOpen ? <div class="content">{children}</div> : null}
    </li>
  );
}

function Tick() {
  return (
    <svg width="16" height="16" viewBox="0 0 16 16" aria-hidden="true">
      <path d="m3 8.5 3.2 3.2L13 4.8" />
    </svg>
  );
}
