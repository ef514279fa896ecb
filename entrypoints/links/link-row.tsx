import type { PageLink } from '../../lib/core/page-link.ts';
import { toVisibleText } from '../../lib/core/visible-text.ts';

export type LinkRowProps = { link: PageLink; isChosen: boolean; onChoose: (isChosen: boolean) => void };

/** A link with what its page calls it, and where it leads. Both are untrusted. */
export function LinkRow({ link: { address, text }, isChosen, onChoose }: LinkRowProps) {
  return (
    <li>
      <label>
        <input
          type="checkbox"
          checked={isChosen}
          onChange={({ currentTarget }) => onChoose(currentTarget.checked)}
        />
        <span>
          <bdi>{toVisibleText(text)}</bdi> <bdi class="address">{toVisibleText(address)}</bdi>
        </span>
      </label>
    </li>
  );
}
