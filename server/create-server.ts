import { createAuditLog } from './audit/audit-log.ts';
import { createCallbacks } from './callbacks/create-callbacks.ts';
import { DEFAULT_CONFIG, type ServerConfig } from './config.ts';
import { createLog } from './create-log.ts';
import { createRetention } from './create-retention.ts';
import { type ClamavInfo, createClamavEngine } from './engines/clamav/clamav-engine.ts';
import { createEnginePool } from './engines/engine-pool.ts';
import { createEngineSet } from './engines/engine-set.ts';
import { limitWasmMemory } from './engines/limit-wasm-memory.ts';
import { createRuleKeeper, type RulesInfo } from './engines/rule-keeper.ts';
import { readRuleSet } from './engines/rule-set.ts';
import { createApp } from './http/create-app.ts';
import { createTlsServers } from './http/tls-servers.ts';
import { countRows } from './metrics/count-rows.ts';
import { createMetrics } from './metrics/create-metrics.ts';
import { watchClamav } from './metrics/watch-clamav.ts';
import { createOutbound } from './network/create-outbound.ts';
import { createJobQueue } from './queue/create-job-queue.ts';
import { createScanQueue } from './queue/scan-queue.ts';
import { createScanRunner } from './queue/scan-runner.ts';
import { createReadinessCheck } from './readiness.ts';
import { toReadinessParts } from './readiness-parts.ts';
import { createSampleStore } from './storage/create-sample-store.ts';
import { createFreeSpace } from './storage/free-space.ts';
import { openDataFolder } from './storage/open-data-folder.ts';
import { openRowStore } from './storage/open-row-store.ts';
import { createStorages } from './storages/create-storages.ts';
import { createAuthenticator } from './tokens/create-authenticator.ts';
import { openTokenStore } from './tokens/open-token-store.ts';

export type ServerOptions = Pick<ServerConfig, 'dataDir' | 'token'> & Partial<ServerConfig>;

/** A running service. */
export type RunningServer = {
  /** Without a closing slash. */
  url: string;
  /** Reads the rule files again; rules that do not compile are refused, with a line in the log. */
  reloadRules: () => Promise<void>;
  /** What the engines are at now; `clamav` is null where none is configured. */
  engines: () => { rules: RulesInfo; clamav: ClamavInfo | null };
  /** Lets requests under way end, for a while, and stops. Scans under way are taken up by the next start. */
  close: () => Promise<void>;
  /** Has `close` wait for no request any more. */
  hurry: () => void;
  /** Takes a renewed certificate. @throws where it cannot be used; the old one stays */
  reloadTls: () => void;
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
  const log = createLog(config.logLevel);
  const tlsServers = config.tls === null ? null : createTlsServers(config.tls, config.connectionIdleMs);
  const storages = createStorages(config.storages, config.defaultStorage);
  await storages.check();
  const outbound = createOutbound(config);
  limitWasmMemory(config.wasmMemoryMb);
  const firstRules = readRuleSet(config.rulesDirs);
  const jobs = await createJobQueue(config, log);
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
  const metrics = createMetrics();
  if (clamav !== null) watchClamav(metrics.registry, clamav);
  const rows = countRows(await openRowStore(config, folder, now, log), metrics, jobs.isShared);
  const tokens = await openTokenStore(config);
  const audit = createAuditLog(config.dataDir, now);
  const space = createFreeSpace(config.dataDir, config.minFreeBytes);
  const retention = createRetention({ config: config.retention, scans: rows.scans, audit, now, log });
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
    openAgent: outbound.openAgent,
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
  const hurry = new AbortController();
  const { pageSize, samples: samplePage, connectionIdleMs, bodyLimits, shutdownMs, trustProxy } = config;
  const app = await createApp({
    scans,
    samples,
    storages,
    queue,
    audit,
    metrics,
    space,
    authenticate: createAuthenticator({ store: tokens, configured: config.token, now }),
    lookAtParts: createReadinessCheck(toReadinessParts(rows, space, clamav)),
    makeServer: tlsServers?.make ?? null,
    trustProxy,
    shutdownMs,
    hurry: hurry.signal,
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
    await outbound.close();
    await retention.close();
    await tokens.close();
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
    // Fastify does not know what kind of server was made for it.
    const toUrl = (address: string): string =>
      tlsServers === null ? address : address.replace(/^http:/, 'https:');
    const listenTextResolver = (address: string): string => `Server listening at ${toUrl(address)}`;
    const { host, port } = config;
    const url = toUrl(await app.listen({ host, port, listenTextResolver }));
    retention.start();
    const reloadTls = (): void => tlsServers?.reload();
    const engineInfo = () => ({ rules: rules.info(), clamav: clamav?.info() ?? null });
    return {
      url,
      reloadRules: rules.reload,
      engines: engineInfo,
      close,
      hurry: () => hurry.abort(),
      reloadTls,
    };
  } catch (error) {
    await close();
    folder.discard();
    throw error;
  }
}
