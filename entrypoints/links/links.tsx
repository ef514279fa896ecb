import { useState } from 'preact/hooks';
import { i18n } from '#i18n';
import { useRequest } from '../../components/use-request.ts';
import type { PageLink } from '../../lib/core/page-link.ts';
import type { sendMessage } from '../../lib/platform/messages.ts';
import { LinkRow } from './link-row.tsx';

export type LinksProps = {
  /** Undefined where the page can't be read. */
  links: readonly (PageLink & { isFile: boolean })[] | undefined;
  /** The page has more links than are shown. */
  isCut: boolean;
  send: typeof sendMessage;
};

/** The links of a page, of which a person chooses those that are scanned: at first all that lead to files. */
export function Links({ links, isCut, send }: LinksProps) {
  return (
    <main>
      <h1>{i18n.t('links.title')}</h1>
      {links === undefined ? (
        <p role="alert">{i18n.t('links.unreadable')}</p>
      ) : (
        <LinkForm links={links} isCut={isCut} send={send} />
      )}
    </main>
  );
}

function LinkForm({
  links,
  isCut,
  send,
}: Required<LinksProps> & { links: NonNullable<LinksProps['links']> }) {
  const files = links.filter(({ isFile }) => isFile).map(({ address }) => address);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set(files));
  const [showsAll, setShowsAll] = useState(files.length === 0);
  const [added, setAdded] = useState(0);
  const { isBusy, hasFailed, run } = useRequest();
  const shown = links.filter(({ isFile }) => isFile || showsAll);
  const wanted = shown.filter(({ address }) => chosen.has(address));
  const isAllChosen = wanted.length === shown.length;

  function choose(addresses: readonly string[], isChosen: boolean): void {
    const next = new Set(chosen);
    for (const address of addresses) isChosen ? next.add(address) : next.delete(address);
    setChosen(next);
  }

  async function scan(): Promise<void> {
    let count = 0;
    await run(
      (async () => {
        for (const { address } of wanted) {
          await send('scan', { address, source: 'link' });
          count += 1;
        }
      })(),
    );
    setAdded(count);
    choose(
      wanted.slice(0, count).map(({ address }) => address),
      false,
    );
  }

  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void scan();
      }}
    >
      <p>{files.length === 0 ? i18n.t('links.empty') : i18n.t('links.intro')}</p>
      {isCut ? <p>{i18n.t('links.cut', [String(links.length)])}</p> : null}
      <label>
        <input type="checkbox" checked={showsAll} onChange={() => setShowsAll(!showsAll)} />
        {i18n.t('links.all')}
      </label>
      <label>
        <input
          type="checkbox"
          checked={isAllChosen}
          onChange={() =>
            choose(
              shown.map(({ address }) => address),
              !isAllChosen,
            )
          }
        />
        {i18n.t('links.choose')}
      </label>
      <ul>
        {shown.map((link) => (
          <LinkRow
            key={link.address}
            link={link}
            isChosen={chosen.has(link.address)}
            onChoose={(isChosen) => choose([link.address], isChosen)}
          />
        ))}
      </ul>
      <button type="submit" class="button" disabled={isBusy || wanted.length === 0}>
        {i18n.t('links.scan', wanted.length)}
      </button>
      <p role="status">{added > 0 ? i18n.t('links.added', added) : ''}</p>
      {hasFailed ? <p role="alert">{i18n.t('links.failed')}</p> : null}
    </form>
  );
}
