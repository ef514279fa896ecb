import { pino } from 'pino';
import { createCallbacks } from './callbacks/create-callbacks.ts';
import { DEFAULT_CONFIG, type ServerConfig } from './config.ts';
import { type ClamavInfo, createClamavEngine } from './engines/clamav/clamav-engine.ts';
import { createEnginePool } from './engines/engine-pool.ts';
import { createEngineSet } from './engines/engine-set.ts';
import { limitWasmMemory } from './engines/limit-wasm-memory.ts';
import { createRuleKeeper, type RulesInfo } from './engines/rule-keeper.ts';
import { readRuleSet } from './engines/rule-set.ts';
import { createApp } from './http/create-app.ts';
import { createOutbound } from './network/create-outbound.ts';
import { createJobQueue } from './queue/create-job-queue.ts';
import { createScanQueue } from './queue/scan-queue.ts';
import { createScanRunner } from './queue/scan-runner.ts';
import { createSampleStore } from './storage/create-sample-store.ts';
import { openDataFolder } from './storage/open-data-folder.ts';
import { openRowStore } from './storage/open-row-store.ts';
import { createStorages } from './storages/create-storages.ts';

export type ServerOptions = Pick<ServerConfig, 'dataDir' | 'token'> & Partial<ServerConfig>;

/** A running service. */
export type RunningServer = {
  /** Without a closing slash. */
  url: string;
  /** Reads the rule files again; rules that do not compile are refused, with a line in the log. */
  reloadRules: () => Promise<void>;
  /** What the engines are at now; `clamav` is null where none is configured. */
  engines: () => { rules: RulesInfo; clamav: ClamavInfo | null };
  close: () => Promise<void>;
};

export type Server = { start: () => Promise<RunningServer> };

/** Puts the local scanner together. Nothing is opened or started before `start`. */
export function createServer(options: ServerOptions): Server {
  return { start: () => startServer({ ...DEFAULT_CONFIG, ...options }) };
}

/**
 * Opens storage, starts the engines, listens, then takes unfinished scans up again.
 * @throws RulesError for broken rules, ServiceError for storage, or the system's error (`EADDRINUSE`) for the port.
 */
async function startServer(config: ServerConfig): Promise<RunningServer> {
  // Standard output is for the one line that tells address and token.
  const log = pino({ level: config.logLevel }, pino.destination({ dest: 2, sync: true }));
  const storages = createStorages(config.storages, config.defaultStorage);
  await storages.check();
  const outbound = createOutbound(config);
  limitWasmMemory(config.wasmMemoryMb);
  const firstRules = readRuleSet(config.rulesDirs);
  const jobs = createJobQueue(config, log);
  const pool = createEnginePool({
    workerUrl: config.workerUrl,
    size: config.workers,
    timeoutMs: config.scanTimeoutMs,
    heapMb: config.workerHeapMb,
    setup: { rules: firstRules, limits: config.unpack },
  });
  const rules = createRuleKeeper({
    folders: config.rulesDirs,
    first: firstRules,
    use: (next) => pool.reload({ rules: next, limits: config.unpack }),
    now: Date.now,
    log,
  });
  const clamav = config.clamav === null ? null : createClamavEngine(config.clamav, log);
  const engines = createEngineSet({ pool, clamav, log });
  const folder = openDataFolder(config.dataDir);
  const now = Date.now;
  const rows = await openRowStore(config, folder, now, log);
  const { scans } = rows;
  const samples = createSampleStore(config);
  const { maxBytes } = config;
  const runner = createScanRunner({
    scans,
    samples,
    storages,
    maxBytes,
    engines,
    fetchLimits: config.fetch,
    agent: outbound.agent,
    now,
    log,
  });
  const callbacks = createCallbacks({
    store: rows.callbacks,
    scans,
    limits: config.callbacks,
    secret: config.callbackSecret,
    guard: outbound.guard,
    now,
    log,
  });
  const onFinished = callbacks.wake;
  const queue = createScanQueue({
    jobs,
    runner,
    scans,
    samples,
    scanDelayMs: config.scanDelayMs,
    onFinished,
    now,
    log,
  });
  const { token, pageSize, samples: samplePage, connectionIdleMs, bodyLimits } = config;
  const app = await createApp({
    scans,
    samples,
    storages,
    queue,
    token,
    maxBytes,
    pageSize,
    samplePage,
    connectionIdleMs,
    bodyLimits,
    guard: outbound.guard,
    log,
  });

  async function close(): Promise<void> {
    await app.close();
    const idle = queue.close();
    clamav?.close();
    await pool.close();
    await idle;
    await callbacks.close();
    await outbound.agent.destroy();
    await rows.close();
    folder.close();
  }

  try {
    await pool.start();
    await samples.prepare();
    void clamav?.greet();
    // Before listening: the sweep must not meet an upload that has no row yet.
    await queue.resume();
    callbacks.wake();
    const url = await app.listen({ host: config.host, port: config.port });
    const engineInfo = () => ({ rules: rules.info(), clamav: clamav?.info() ?? null });
    return { url, reloadRules: rules.reload, engines: engineInfo, close };
  } catch (error) {
    await close();
    folder.discard();
    throw error;
  }
}
