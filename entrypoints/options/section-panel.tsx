import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { i18n } from '#i18n';
import type { SectionName } from './sections.ts';

export type SectionPanelProps = { name: SectionName; current: SectionName; children: ComponentChildren };

/** One part of the settings. What was once shown stays, so that nothing is lost that somebody has begun to write. */
export function SectionPanel({ name, current, children }: SectionPanelProps) {
  const panel = useRef<HTMLElement>(null);
  const wasShown = useRef(false);
  const isShown = name === current;
  const before = useRef(current);
  useEffect(() => {
    // Whoever goes to a part reads on there, with a keyboard or a screen reader too; not when the page comes up.
    if (isShown && before.current !== current) {
      panel.current?.focus({ preventScroll: true });
      window.scrollTo(0, 0);
    }
    before.current = current;
  }, [current]);
  wasShown.current ||= isShown;
  return (
    <section
      ref={panel}
      class="section"
      tabIndex={-1}
      aria-label={i18n.t(`settings.${name}`)}
      hidden={!isShown}
    >
      {wasShown.current ? children : null}
    </section>
  );
}
