import { Glyph, toneOf } from '../../components/glyph.tsx';
import { toVisibleHost } from '../../lib/core/visible-host.ts';
import { hostWords } from '../../lib/i18n/host-words.ts';

/**
 * A host, with a sign before it where it may be taken for another one. Where there is no room it is cut at its front:
 * its end is what tells whose it is. That is its left end in every language, since hosts are written from there.
 */
export function HostCell({ host }: { host: string }) {
  const { text, isSuspect } = toVisibleHost(host);
  const words = hostWords(host);
  if (!isSuspect)
    return (
      <span class="cut" title={words}>
        <bdi dir="ltr">{text}</bdi>
      </span>
    );
  return (
    <>
      <span class={`sign tone ${toneOf('suspicious')}`}>
        <Glyph name="suspicious" />
      </span>
      <span class="visually-hidden">{words}</span>
      <span class="cut" title={words} aria-hidden="true">
        <bdi dir="ltr">{text}</bdi>
      </span>
    </>
  );
}
