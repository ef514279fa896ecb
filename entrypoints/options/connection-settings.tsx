import type { TargetedSubmitEvent } from 'preact';
import { useState } from 'preact/hooks';
import { i18n } from '#i18n';
import { Glyph } from '../../components/glyph.tsx';
import { type Connection, maskToken, tokenFor } from '../../lib/core/connection.ts';
import type { ManagedKey } from '../../lib/core/managed-policy.ts';
import { parseServerAddress, REGIONS, regionOf } from '../../lib/core/server-address.ts';
import type { ConnectionForm, ConnectionInput, ConnectionOutcome } from './connection-form.ts';
import { LockNote } from './lock-note.tsx';
import { type OutcomeWords, outcomeWords } from './outcome-words.ts';
import { ScannerChoice } from './scanner-choice.tsx';

export type ConnectionSettingsProps = {
  form: ConnectionForm;
  initial: Connection;
  locked: ReadonlySet<ManagedKey>;
};

/** Which scanner, and the token for it. */
export function ConnectionSettings({ form, initial, locked }: ConnectionSettingsProps) {
  const [input, setInput] = useState<ConnectionInput>(() => toInput(initial));
  const [masked, setMasked] = useState(() => maskedTokens(initial));
  const [status, setStatus] = useState<OutcomeWords>();
  const [isBusy, setBusy] = useState(false);

  const server = serverOf(input);
  // A token is set for its server only: both are locked then, and there is nothing left to save.
  const isTokenLocked = locked.has('token');
  const savedToken = server === undefined ? undefined : masked[server];
  const change = (part: Partial<ConnectionInput>) => {
    setInput((current) => ({ ...current, ...part }));
    setStatus(undefined);
  };

  async function run(task: () => Promise<ConnectionOutcome>): Promise<ConnectionOutcome> {
    setBusy(true);
    setStatus(undefined);
    try {
      const outcome = await task();
      setStatus(outcomeWords(outcome));
      return outcome;
    } catch {
      // A defect of ours or of the browser: what was typed stays, and may be tried again.
      const outcome: ConnectionOutcome = { kind: 'failed' };
      setStatus(outcomeWords(outcome));
      return outcome;
    } finally {
      setBusy(false);
    }
  }

  async function save(event: TargetedSubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    const outcome = await run(() => form.save(input));
    if (!('saved' in outcome)) return;
    const token = input.token.trim();
    if (token !== '') setMasked((current) => ({ ...current, [outcome.server]: maskToken(token) }));
    // What was typed while the server was asked stays.
    setInput((current) => (current.token === input.token ? { ...current, token: '' } : current));
  }

  async function forget(forgotten: string) {
    try {
      await form.forget(forgotten);
    } catch {
      return setStatus(outcomeWords({ kind: 'failed' }));
    }
    const { [forgotten]: _gone, ...rest } = masked;
    setMasked(rest);
    setStatus({ tone: 'clean', text: i18n.t('options.forgotten') });
  }

  return (
    <form class="panel" onSubmit={(event) => void save(event)} noValidate>
      <h2>{i18n.t('options.heading')}</h2>
      <p class="intro">{i18n.t('options.intro')}</p>
      <ScannerChoice input={input} isLocked={locked.has('server')} onChange={change} />
      <label class="labelled">
        <span class="label">{i18n.t('options.token')}</span>
        <input
          class="field"
          type="password"
          autocomplete="off"
          spellcheck={false}
          value={input.token}
          disabled={isTokenLocked}
          aria-describedby="token-hint"
          onInput={(event) => change({ token: event.currentTarget.value })}
        />
      </label>
      {isTokenLocked ? (
        <LockNote id="token-hint" />
      ) : (
        <p id="token-hint" class="hint">
          {savedToken === undefined
            ? i18n.t('options.tokenHint')
            : i18n.t('options.tokenSaved', [savedToken])}
        </p>
      )}
      <div class="buttons">
        {isTokenLocked ? null : (
          <button type="submit" class="button" disabled={isBusy}>
            {i18n.t('options.save')}
          </button>
        )}
        <button
          type="button"
          class="button plain"
          disabled={isBusy}
          onClick={() => void run(() => form.test(input))}
        >
          {i18n.t('options.test')}
        </button>
        {server !== undefined && savedToken !== undefined && !isTokenLocked ? (
          <button type="button" class="button quiet" disabled={isBusy} onClick={() => void forget(server)}>
            {i18n.t('options.forget')}
          </button>
        ) : null}
      </div>
      <Status status={status} isBusy={isBusy} />
    </form>
  );
}

function Status({ status, isBusy }: { status: OutcomeWords | undefined; isBusy: boolean }) {
  return (
    <div class="status" role="status" aria-live="polite">
      {isBusy ? <p>{i18n.t('options.testing')}</p> : null}
      {status === undefined ? null : (
        <p class={`outcome tone ${status.tone}`}>
          <Glyph name={status.tone} />
          <span>{status.text}</span>
        </p>
      )}
    </div>
  );
}

function toInput({ server }: Connection): ConnectionInput {
  if (server === null) return { scanner: 'us', address: '', token: '' };
  const region = regionOf(server);
  return { scanner: region ?? 'own', address: region === undefined ? server : '', token: '' };
}

function serverOf({ scanner, address }: ConnectionInput): string | undefined {
  if (scanner !== 'own') return REGIONS[scanner];
  const parsed = parseServerAddress(address);
  return parsed.ok ? parsed.server : undefined;
}

/** Tokens as they may be shown: the page keeps nothing else of them. */
function maskedTokens(connection: Connection): Record<string, string> {
  const servers = Object.keys(connection.tokens);
  return Object.fromEntries(servers.map((server) => [server, maskToken(tokenFor(connection, server) ?? '')]));
}
