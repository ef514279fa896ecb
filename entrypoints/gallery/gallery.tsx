import type { ComponentChildren } from 'preact';
import { ActionButton } from '../../components/action-button.tsx';
import { ConsentNeeded } from '../../components/consent-needed.tsx';
import { Glyph, type GlyphName, toneOf } from '../../components/glyph.tsx';
import { HoldRow } from '../../components/hold-row.tsx';
import { Mark } from '../../components/mark.tsx';
import { NotHeld } from '../../components/not-held.tsx';
import { PasteForm } from '../../components/paste-form.tsx';
import { QuestionRow } from '../../components/question-row.tsx';
import { RowMenu } from '../../components/row-menu.tsx';
import { ScanRow } from '../../components/scan-row.tsx';
import { StatusChip } from '../../components/status-chip.tsx';
import { CONSENTED_POLICY } from '../../lib/core/guard-policy.ts';
import { REGIONS } from '../../lib/core/server-address.ts';
import { VERDICTS } from '../../lib/core/verdict.ts';
import { sampleHolds, sampleQuestions, sampleScans } from './samples.ts';

const nothing = () => {};
const taken = async () => {};
const GLYPHS: readonly GlyphName[] = [...VERDICTS, 'running', 'sending', 'waiting', 'not-scanned', 'locked'];
const COLOURS = ['ink', 'ink-2', 'ink-3', 'paper', 'paper-2', 'line', 'accent', 'accent-soft'];
const LOOKS = ['main', 'plain', 'quiet'] as const;

/** Each component in its states. `now` in ms since 1970. */
export function Gallery({ now }: { now: number }) {
  const actions = { onRetry: nothing, onOpenSettings: nothing, onDecide: taken, onUnlock: taken };
  const half = { sent: 61_000_000, total: 146_000_000 };
  return (
    <main>
      <Shelf of="Mark">
        <Mark size={22} />
        <Mark size={56} />
      </Shelf>
      <Shelf of="tokens">
        {COLOURS.map((name) => (
          <span key={name} class="swatch" style={{ background: `var(--${name})` }} title={name} />
        ))}
      </Shelf>
      <Shelf of="Glyph">
        {GLYPHS.map((name) => (
          <span key={name} class={`tone ${toneOf(name)}`} title={name}>
            <Glyph name={name} />
          </span>
        ))}
      </Shelf>
      <Shelf of="ActionButton">
        {LOOKS.map((look) => (
          <ActionButton key={look} label={look} about="" look={look} onClick={nothing} />
        ))}
        <ActionButton label="disabled" about="" look="main" disabled onClick={nothing} />
      </Shelf>
      <Shelf of="StatusChip">
        <StatusChip server={null} hasTrouble={false} />
        <StatusChip server={REGIONS.eu} hasTrouble={false} />
        <StatusChip server="http://127.0.0.1:8080" hasTrouble />
        <StatusChip server={REGIONS.eu} hasTrouble={false} isWaiting />
      </Shelf>
      <Shelf of="PasteForm">
        <PasteForm onScan={taken} onFile={taken} />
      </Shelf>
      <Shelf of="ConsentNeeded">
        <ConsentNeeded onRead={nothing} />
      </Shelf>
      <Shelf of="NotHeld">
        <NotHeld policy={CONSENTED_POLICY} onAllow={nothing} />
      </Shelf>
      <Rows of="QuestionRow">
        {sampleQuestions(now).map((question) => (
          <QuestionRow key={question.hold.id} {...question} sent={undefined} {...actions} />
        ))}
      </Rows>
      <Rows of="HoldRow">
        {sampleHolds(now).map((guarded) => (
          <HoldRow key={guarded.hold.id} {...guarded} now={now} sent={undefined} {...actions} />
        ))}
      </Rows>
      <Rows of="ScanRow">
        {sampleScans(now).map((scan) => (
          <ScanRow
            key={scan.id}
            scan={scan}
            now={now}
            sent={scan.state === 'submitting' ? half : undefined}
            place={scan.state === 'queued' ? 2 : undefined}
            menu={<RowMenu name={scan.id} items={[{ label: scan.id, onChoose: nothing }]} />}
            {...actions}
          />
        ))}
      </Rows>
    </main>
  );
}

function Shelf({ of, children }: { of: string; children: ComponentChildren }) {
  return (
    <section aria-label={of}>
      <h2>{of}</h2>
      <div class="shelf">{children}</div>
    </section>
  );
}

function Rows({ of, children }: { of: string; children: ComponentChildren }) {
  return (
    <section aria-label={of}>
      <h2>{of}</h2>
      <ul class="rows">{children}</ul>
    </section>
  );
}
