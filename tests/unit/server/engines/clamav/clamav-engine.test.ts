import type { Socket } from 'node:net';
import { pino } from 'pino';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { DEFAULT_CLAMAV } from '../../../../../server/engines/clamav/clamav-config.ts';
import { type ClamavSample, createClamavEngine } from '../../../../../server/engines/clamav/clamav-engine.ts';
import type { ClamdAddress } from '../../../../../server/engines/clamav/clamd-address.ts';
import { type OddClamd, oddWithSamples, startOddClamd } from './odd-clamd.ts';

const VERSION = '1.4.6/27810/Sat Nov 28 09:11:42 2026';
const PATIENCE = { timeout: 10_000 };
const never = new AbortController().signal;

/** @param patienceMs short only where clamd keeps silent: elsewhere a busy machine must have its time */
function createEngine(address: ClamdAddress, patienceMs = 10_000, askMs = 10_000) {
  const limits = { connectMs: 10_000, idleMs: patienceMs, replyMs: patienceMs };
  const config = { ...DEFAULT_CLAMAV, address, limits, retryMs: 1, maxRetryMs: 5 };
  const engine = createClamavEngine(config, pino({ level: 'silent' }), askMs);
  onTestFinished(engine.close);
  return engine;
}

function aSample(bytes: Uint8Array = Buffer.from('sample')): ClamavSample {
  async function* open(): AsyncGenerator<Uint8Array> {
    yield bytes;
  }
  return { id: 1, size: bytes.length, open };
}

/** More than the sockets of both ends hold. */
const LARGE = Buffer.alloc(32_000_000, 1);

describe('clamd that answers', () => {
  it.each([
    ['stream: OK', { findings: [], gaps: [] }],
    [
      'stream: Win.Test.EICAR_HDB-1 FOUND',
      { findings: [{ rule: 'Win.Test.EICAR_HDB-1', severity: 'malicious', confidence: 98 }], gaps: [] },
    ],
    ['stream: PUA.Win.Tool-1 FOUND', { findings: [{ severity: 'suspicious' }], gaps: [] }],
    ['stream: Heuristics.Limits.Exceeded.MaxFiles FOUND', { findings: [], gaps: [{ name: 'engine_limit' }] }],
    ['stream: Heuristics.Encrypted.RAR FOUND', { findings: [], gaps: [{ name: 'encrypted' }] }],
    ['INSTREAM size limit exceeded. ERROR', { findings: [], gaps: [{ name: 'engine_limit' }] }],
    [
      "stream: Can't create temporary file ERROR",
      {
        findings: [],
        gaps: [{ name: 'engine_failed', data: { engine: 'clamav', detail: "Can't create temporary file" } }],
      },
    ],
  ])('%j', async (reply, expected) => {
    const clamd = await startOddClamd(oddWithSamples((socket) => socket.end(`${reply}\0`)));
    const report = await createEngine(clamd.address).scan(aSample(), never);
    expect(report).toMatchObject({ engine: { name: 'clamav', version: VERSION }, ...expected });
    expect(clamd.commands).toEqual(['zVERSION', 'zINSTREAM']);
  });

  it('in pieces, and before it has read everything', async () => {
    const clamd = await startOddClamd(
      oddWithSamples((socket) => {
        socket.write('stream: Some');
        setImmediate(() => socket.write('.Thing-1 FOUND\0'));
      }),
    );
    const report = await createEngine(clamd.address).scan(aSample(LARGE), never);
    expect(report.findings).toMatchObject([{ rule: 'Some.Thing-1' }]);
  });
});

describe('clamd that fails on a sample, twice, leaves a gap', () => {
  const half = (socket: Socket): void => {
    socket.resume().once('data', () => socket.destroy());
  };
  it.each<[string, (socket: Socket) => void, Buffer, string]>([
    ['closes at once', (socket) => socket.destroy(), Buffer.from('x'), 'clamd_closed'],
    ['closes in an orderly way', (socket) => socket.end(), Buffer.from('x'), 'clamd_closed'],
    ['resets', (socket) => socket.resetAndDestroy(), Buffer.from('x'), 'clamd_closed'],
    ['closes half-way', half, LARGE, 'clamd_closed'],
    ['cuts its answer short', (socket) => socket.end('stream: O'), Buffer.from('x'), 'clamd_bad_reply'],
    ['answers with OK alone', (socket) => socket.end('OK\0'), Buffer.from('x'), 'clamd_bad_reply'],
    ['answers another command', (socket) => socket.end('PONG\0'), Buffer.from('x'), 'clamd_bad_reply'],
    ['gives up waiting', (socket) => socket.end('COMMAND READ TIMED OUT\0'), LARGE, 'clamd_bad_reply'],
    ['talks without end', (socket) => socket.write('x'.repeat(100_000)), Buffer.from('x'), 'clamd_bad_reply'],
    ['never answers', (socket) => socket.resume(), Buffer.from('x'), 'clamd_timeout'],
    ['takes nothing more', () => {}, LARGE, 'clamd_timeout'],
  ])('%s', async (_name, oddity, bytes, cause) => {
    const clamd = await startOddClamd(oddWithSamples(oddity));
    const patienceMs = cause === 'clamd_timeout' ? 200 : 10_000;
    const report = await createEngine(clamd.address, patienceMs).scan(aSample(bytes), never);
    expect(report).toMatchObject({
      findings: [],
      gaps: [{ name: 'engine_failed', data: { engine: 'clamav', cause } }],
    });
    // Whether it was too large is asked where nothing was said.
    const asked = cause === 'clamd_closed' ? ['zINSTREAM'] : [];
    expect(clamd.commands).toEqual(['zVERSION', 'zINSTREAM', 'zVERSION', 'zINSTREAM', ...asked]);
  });

  it('that says so where the word that the sample is too large was lost', async () => {
    let streams = 0;
    const clamd = await startOddClamd(
      oddWithSamples((socket) => {
        streams += 1;
        if (streams <= 2) socket.destroy();
        else socket.end('INSTREAM size limit exceeded. ERROR\0');
      }),
    );
    const report = await createEngine(clamd.address).scan(aSample(LARGE), never);
    expect(report.gaps).toMatchObject([{ name: 'engine_limit', data: { engine: 'clamav', limit: 'size' } }]);
  });

  it('and once only, none', async () => {
    let tries = 0;
    const clamd = await startOddClamd(
      oddWithSamples((socket) => {
        tries += 1;
        if (tries === 1) socket.destroy();
        else socket.end('stream: OK\0');
      }),
    );
    expect(await createEngine(clamd.address).scan(aSample(), never)).toMatchObject({
      findings: [],
      gaps: [],
    });
  });

  it('where it is no clamd at all', async () => {
    const http = await startOddClamd((socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'));
    const report = await createEngine(http.address).scan(aSample(), never);
    expect(report.gaps).toMatchObject([{ name: 'engine_failed', data: { cause: 'clamd_bad_reply' } }]);
  });
});

describe('whether clamd is there', () => {
  it('is asked by however many want to know at once, and then not again for a while', async () => {
    const clamd = await startOddClamd(oddWithSamples(() => {}));
    const engine = createEngine(clamd.address);
    expect(await Promise.all([engine.isThere(), engine.isThere()])).toEqual([true, true]);
    expect(await engine.isThere()).toBe(true);
    expect(clamd.commands).toEqual(['zVERSION']);
    expect(engine.info().state).toBe('ready');
  });

  it('is told of one that has gone since the last scan', async () => {
    const clamd = await startOddClamd(oddWithSamples((socket) => socket.end('stream: OK\0')));
    const engine = createEngine(clamd.address);
    await engine.scan(aSample(), never);
    await clamd.stop();
    expect(await engine.isThere()).toBe(false);
    expect(engine.info().state).toBe('missing');
    await clamd.start();
    await vi.waitFor(() => expect(engine.info().state).toBe('ready'), PATIENCE);
  });

  it.each<[string, (socket: Socket) => void]>([
    ['says nothing', (socket) => socket.resume()],
    ['closes at once', (socket) => socket.destroy()],
    ['is none', (socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n')],
  ])('is no where it %s, in bounded time', async (_name, oddity) => {
    const clamd = await startOddClamd(oddity);
    expect(await createEngine(clamd.address, 60_000, 500).isThere()).toBe(false);
  });

  it('is no where the service has stopped', async () => {
    const clamd = await startOddClamd(oddWithSamples(() => {}));
    const engine = createEngine(clamd.address);
    engine.close();
    expect(await engine.isThere()).toBe(false);
  });
});

describe('clamd that is not there', () => {
  it('is missing, and nothing is read of the sample', async () => {
    const clamd = await startOddClamd(oddWithSamples((socket) => socket.end('stream: OK\0')));
    await clamd.stop();
    let opened = 0;
    const open = (): AsyncIterable<Uint8Array> => {
      opened += 1;
      return aSample().open();
    };
    const engine = createEngine(clamd.address);
    await expect(engine.scan({ ...aSample(), open }, never)).rejects.toMatchObject({
      name: 'EngineMissingError',
      code: 'clamd_unreachable',
    });
    expect(opened).toBe(0);
    expect(engine.info()).toEqual({ name: 'clamav', version: null, state: 'missing' });
  });

  it('is looked for until it is back, by one of however many wait', async () => {
    const clamd = await startOddClamd(oddWithSamples((socket) => socket.end('stream: OK\0')));
    await clamd.stop();
    const engine = createEngine(clamd.address);
    await expect(engine.scan(aSample(), never)).rejects.toThrow();
    const waiting = Promise.all(Array.from({ length: 50 }, () => engine.untilBack()));
    await clamd.start();
    await waiting;
    expect(clamd.commands).toEqual(['zVERSION']);
    expect(engine.info()).toEqual({ name: 'clamav', version: VERSION, state: 'ready' });
  });

  it('is known to be back though no scan waits for it, be it gone from the start or later', async () => {
    const clamd = await startOddClamd(oddWithSamples((socket) => socket.end('stream: OK\0')));
    await clamd.stop();
    const engine = createEngine(clamd.address);
    void engine.greet();
    await clamd.start();
    await vi.waitFor(() => expect(engine.info().state).toBe('ready'), PATIENCE);
    // And is asked then whether it takes what it is to get.
    await vi.waitFor(() => expect(clamd.commands).toContain('zINSTREAM'), PATIENCE);
    await clamd.stop();
    await expect(engine.scan(aSample(), never)).rejects.toThrow();
    expect(engine.info().state).toBe('missing');
    await clamd.start();
    await vi.waitFor(() => expect(engine.info().state).toBe('ready'), PATIENCE);
  });

  it('is given the sample that took it down once more, however long it was away, and then no more', async () => {
    let clamd: OddClamd | null = null;
    const ended: unknown[] = [];
    clamd = await startOddClamd(
      oddWithSamples((socket) => {
        ended.push(ended.length === 0 ? clamd?.stop() : socket.destroy());
      }),
    );
    const engine = createEngine(clamd.address);
    await expect(engine.scan(aSample(), never)).rejects.toMatchObject({ code: 'clamd_unreachable' });
    await Promise.all(ended);
    await clamd.start();
    expect(await engine.scan(aSample(), never)).toMatchObject({
      gaps: [{ name: 'engine_failed', data: { cause: 'clamd_closed' } }],
    });
    // The third tells a length only: whether that is too large.
    expect(clamd.commands.filter((command) => command === 'zINSTREAM')).toHaveLength(3);
  });
});

it('a sample larger than clamd takes is not sent, and is told', async () => {
  const clamd = await startOddClamd(oddWithSamples((socket) => socket.end('stream: OK\0')));
  const report = await createEngine(clamd.address).scan({ ...aSample(), size: 104_857_601 }, never);
  expect(report.gaps).toMatchObject([
    { name: 'engine_limit', data: { engine: 'clamav', limit: 'size', max_bytes: 104_857_600 } },
  ]);
  expect(clamd.commands).toEqual([]);
});

it('a sample that cannot be read is no fault of clamd', async () => {
  const clamd = await startOddClamd(oddWithSamples((socket) => socket.resume()));
  async function* open(): AsyncGenerator<Uint8Array> {
    yield Buffer.from('x');
    throw new Error('the disk is gone');
  }
  await expect(createEngine(clamd.address).scan({ id: 1, size: 2, open }, never)).rejects.toThrow(
    'the disk is gone',
  );
});

it('breaks off at once when it is told to', async () => {
  const stop = new AbortController();
  const clamd = await startOddClamd(oddWithSamples(() => stop.abort()));
  await expect(createEngine(clamd.address).scan(aSample(), stop.signal)).rejects.toMatchObject({
    name: 'AbortError',
  });
});
