import { setTimeout as wait } from 'node:timers/promises';
import type { FastifyBaseLogger } from 'fastify';
import { EngineMissingError } from '../../errors.ts';
import type { EngineReport } from '../engine-report.ts';
import type { ClamavConfig } from './clamav-config.ts';
import { toAddressWords } from './clamd-address.ts';
import { createClamdClient } from './clamd-client.ts';
import { ClamdError } from './clamd-error.ts';
import type { ClamdReply } from './clamd-reply.ts';
import { createFailureCounts } from './failure-counts.ts';
import { createRecentAnswer } from './recent-answer.ts';
import { CLAMAV, toClamavReport, toFailedGap, toReport, toSizeGap } from './to-clamav-report.ts';

/** One sample for clamd. `id` is that of its scan, `size` is in bytes; `open` is called for each try. */
export type ClamavSample = { id: number; size: number; open: () => AsyncIterable<Uint8Array> };

/** What is known of clamd; `version` is null until it has answered once. */
export type ClamavInfo = { name: string; version: string | null; state: 'ready' | 'missing' };

const SMALL_STREAM =
  'clamd takes less than clamav.maxBytes: raise StreamMaxLength in clamd.conf, or lower clamav.maxBytes';

/** A sample on which clamd failed so often is left alone: it may be what takes clamd down. */
const TRIES = 2;

/** Scans whose failures are remembered at once: each has failed, and waits for a clamd that is away. */
const MAX_REMEMBERED = 10_000;

/** Bounds for `isThere`, in milliseconds: how long clamd has to answer, and how long what it said is good for. */
const ASK_MS = 1_500;
const ANSWER_MS = 5_000;

export type ClamavEngine = ReturnType<typeof createClamavEngine>;

/**
 * ClamAV through a clamd that somebody else runs. Nothing is connected before the first call.
 * @param askMs milliseconds that clamd has to answer `isThere`
 */
export function createClamavEngine(config: ClamavConfig, log: FastifyBaseLogger, askMs = ASK_MS) {
  const client = createClamdClient(config.address, config.limits);
  // Kept while clamd is away: one that a sample took down comes back, and would be taken down by it for ever.
  const failures = createFailureCounts(MAX_REMEMBERED);
  const lifetime = new AbortController();
  let info: ClamavInfo = { name: CLAMAV, version: null, state: 'missing' };
  let back: Promise<void> | null = null;

  /**
   * Has clamd look at a sample. A reply that says nothing of it, twice, is a gap in the report. What failed is remembered
   * until `forget`.
   * @throws EngineMissingError where clamd cannot be reached, what reading the sample throws, or the reason of `stop`.
   */
  async function scan(sample: ClamavSample, stop: AbortSignal): Promise<EngineReport> {
    if (sample.size > config.maxBytes) return toReport('', { gaps: [toSizeGap(config.maxBytes)] });
    for (;;) {
      try {
        return await scanOnce(sample, stop);
      } catch (error) {
        if (!(error instanceof ClamdError)) throw error;
        if (error.fault === 'unreachable') {
          noteMissing(error);
          throw new EngineMissingError(error.code, error.message, { cause: error });
        }
        const count = failures.add(sample.id);
        log.warn(
          { scan: sample.id, attempt: count, cause: error.code, message: error.message },
          'clamd failed',
        );
        if (count >= TRIES) {
          const isTooLarge = error.fault === 'closed' && (await refuses(sample.size, stop));
          return toReport('', {
            gaps: [isTooLarge ? toSizeGap() : toFailedGap(error.code, error.message)],
          });
        }
      }
      await wait(config.retryMs, undefined, { signal: stop });
    }
  }

  /** Where more of a sample is on its way as clamd refuses it and closes, the word that it does so may be lost. */
  async function refuses(bytes: number, stop: AbortSignal): Promise<boolean> {
    try {
      return await client.refuses(bytes, stop);
    } catch (error) {
      if (!(error instanceof ClamdError)) throw error;
      return false;
    }
  }

  async function scanOnce({ open }: ClamavSample, stop: AbortSignal): Promise<EngineReport> {
    // Asked each time: the database may have changed, and the report says by which one the sample was judged.
    const version = await look(stop);
    return toClamavReport(toKnown(await client.scan(open(), stop)), version);
  }

  async function look(stop: AbortSignal): Promise<string> {
    const version = await client.version(stop);
    if (info.state === 'missing') log.info({ engine: CLAMAV, version }, 'clamd answers');
    info = { name: CLAMAV, version, state: 'ready' };
    return version;
  }

  function noteMissing({ message }: ClamdError): void {
    if (info.state === 'ready') log.warn({ engine: CLAMAV, message }, 'clamd is missing');
    info = { ...info, state: 'missing' };
    // Not only where a scan waits: what is not ready gets no scans, and would never learn that clamd is back.
    untilBack().catch(() => {});
  }

  /** Resolves once clamd answers. However many wait, it is asked once at a time. @throws where this was closed */
  async function untilBack(): Promise<void> {
    back ??= lookUntilBack().finally(() => {
      back = null;
    });
    await back;
  }

  async function lookUntilBack(): Promise<void> {
    for (let pause = config.retryMs; info.state === 'missing'; pause = toNextPause(pause)) {
      await wait(pause, undefined, { signal: lifetime.signal });
      await look(lifetime.signal).catch(orThrow);
    }
  }

  async function ask(): Promise<boolean> {
    const late = AbortSignal.timeout(askMs);
    try {
      await look(AbortSignal.any([lifetime.signal, late]));
      return true;
    } catch (error) {
      if (error instanceof ClamdError && error.fault === 'unreachable') noteMissing(error);
      else if (!(error instanceof ClamdError || late.aborted || lifetime.signal.aborted))
        log.warn({ engine: CLAMAV, err: error }, 'clamd not asked whether it is there');
      return false;
    }
  }

  const toNextPause = (pause: number): number => Math.min(config.maxRetryMs, pause * 2);

  /**
   * Says in the log whether clamd is there and, as soon as it is, whether it takes what it is to get. Its absence is no
   * reason not to start.
   */
  async function greet(): Promise<void> {
    const { maxBytes } = config;
    try {
      await look(lifetime.signal).catch(sayMissing);
      await untilBack();
      if (await client.refuses(maxBytes, lifetime.signal))
        log.warn({ engine: CLAMAV, maxBytes }, SMALL_STREAM);
    } catch (error) {
      if (!lifetime.signal.aborted) log.warn({ engine: CLAMAV, err: error }, 'clamd not asked for its limit');
    }
  }

  function sayMissing(error: unknown): void {
    lifetime.signal.throwIfAborted();
    const { address, whenMissing } = config;
    log.warn(
      { engine: CLAMAV, address: toAddressWords(address), whenMissing, err: error },
      'clamd does not answer',
    );
  }

  return {
    scan,
    /** To be called once a scan has ended, however it did: see `scan`. */
    forget: failures.forget,
    untilBack,
    greet,
    /** Whether clamd answers. It is asked once in 5 s at most, and has 1.5 s; never rejects. */
    isThere: createRecentAnswer(ask, ANSWER_MS, () => performance.now()),
    whenMissing: config.whenMissing,
    info: (): ClamavInfo => info,
    /** Ends what waits for clamd; scans end by their own signal. */
    close: (): void => lifetime.abort(),
  };
}

function orThrow(error: unknown): void {
  if (!(error instanceof ClamdError)) throw error;
}

/** @throws ClamdError `bad_reply` for what is none of clamd's answers */
function toKnown(reply: ClamdReply): ClamdReply {
  if (reply.kind !== 'unknown') return reply;
  throw new ClamdError('bad_reply', `Not an answer of clamd's: ${JSON.stringify(reply.words.slice(0, 80))}.`);
}
