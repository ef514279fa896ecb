import type { ComponentChildren } from 'preact';
import { i18n } from '#i18n';
import type { Hold } from '../../lib/core/hold.ts';
import type { Scan } from '../../lib/core/scan.ts';
import { toTimeline } from '../../lib/core/scan-timeline.ts';
import { toVisibleHost } from '../../lib/core/visible-host.ts';
import { toVisibleText } from '../../lib/core/visible-text.ts';
import { dateWords } from '../../lib/i18n/date-words.ts';
import { sentWords } from '../../lib/i18n/sent-words.ts';
import { sizeWords } from '../../lib/i18n/size-words.ts';
import { CopyLine } from './copy-line.tsx';

export type FactsProps = { scan: Scan | undefined; hold: Hold | undefined };

/** All that is known, readable first, and as it is stored behind a fold. */
export function Facts({ scan, hold }: FactsProps) {
  return (
    <>
      {scan === undefined ? null : <Reasons scan={scan} />}
      {scan === undefined ? null : (
        <Part title={i18n.t('details.sentTitle')}>
          {scan.isImported ? <p>{i18n.t('details.imported')}</p> : null}
          {sentWords(scan).map((words) => (
            <p key={words}>{words}</p>
          ))}
        </Part>
      )}
      {scan === undefined ? null : <Sample scan={scan} hold={hold} />}
      <Part title={i18n.t('details.timeline')}>
        <ol class="timeline">
          {toTimeline(scan, hold).map(({ what, at }) => (
            <li key={what}>
              <time dateTime={new Date(at).toISOString()}>{dateWords(at)}</time>
              <span>{i18n.t(`timeline.${what}`)}</span>
            </li>
          ))}
        </ol>
      </Part>
      <details>
        <summary>{i18n.t('details.raw')}</summary>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is to be reached by the keyboard. */}
        <pre tabIndex={0}>
          {JSON.stringify({ scan, hold }, null, 2).split('\n').map(toVisibleText).join('\n')}
        </pre>
      </details>
    </>
  );
}

function Part({ title, children }: { title: string; children: ComponentChildren }) {
  return (
    <section aria-label={title}>
      <h3>{title}</h3>
      {children}
    </section>
  );
}

function Reasons({ scan }: { scan: Scan }) {
  const { state, verdict = 'unknown', evidence = [], ruleWhy } = scan;
  if (state !== 'done' && ruleWhy === undefined) return null;
  return (
    <Part title={i18n.t('details.why')}>
      {state === 'done' ? <p>{i18n.t(`meaning.${verdict}`)}</p> : null}
      {ruleWhy === undefined ? null : <p>{toVisibleText(ruleWhy)}</p>}
      <ul class="evidence">
        {evidence.map((one, index) => (
          <li key={index}>
            <b dir="auto">{toVisibleText(one.name)}</b> {i18n.t(`verdict.${one.verdict}`)}
            <p dir="auto">{toVisibleText(one.description)}</p>
          </li>
        ))}
      </ul>
    </Part>
  );
}

function Sample({ scan, hold }: { scan: Scan; hold: Hold | undefined }) {
  const { sample = {}, size = sample.size, stagedSha256, host, url } = scan;
  const sha256 = sample.sha256 ?? stagedSha256;
  const lines: readonly (readonly [label: string, text: string | undefined])[] = [
    [i18n.t('details.deliveredAs'), hold?.place === 'own-name' ? hold.name : hold?.markedName],
    [i18n.t('history.site'), host === '' ? undefined : toVisibleHost(host).text],
    [i18n.t('details.address'), url === '' ? undefined : url],
    [i18n.t('details.size'), size === undefined ? undefined : sizeWords(size)],
    [i18n.t('details.type'), sample.type],
  ];
  return (
    <Part title={i18n.t('history.file')}>
      <dl>
        {lines.flatMap(([label, text]) =>
          text === undefined
            ? []
            : [
                <dt key={label}>{label}</dt>,
                <dd key={text}>
                  <bdi>{toVisibleText(text)}</bdi>
                </dd>,
              ],
        )}
        {sha256 === undefined ? null : <CopyLine label={i18n.t('details.sha256')} text={sha256} />}
        {sample.sha1 === undefined ? null : <CopyLine label={i18n.t('details.sha1')} text={sample.sha1} />}
      </dl>
    </Part>
  );
}
