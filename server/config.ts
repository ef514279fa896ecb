import type { CallbackLimits } from './callbacks/callback-limits.ts';
import type { RetentionConfig } from './create-retention.ts';
import type { ClamavConfig } from './engines/clamav/clamav-config.ts';
import type { UnpackLimits } from './engines/unpack-budget.ts';
import type { BodyLimits } from './http/end-long-bodies.ts';
import type { TlsConfig } from './http/tls-servers.ts';
import { type Resolve, resolveWithSystem } from './network/address-guard.ts';
import { listOwnNetworks } from './network/guarded-networks.ts';
import type { SlotLimits } from './queue/create-slots.ts';
import type { FetchLimits } from './queue/fetch-limits.ts';
import type { QueueConfig } from './queue/queue-config.ts';
import type { SampleStoreConfig } from './storage/create-sample-store.ts';
import type { DatabaseConfig } from './storage/database-config.ts';
import type { StorageConfig } from './storages/storage-config.ts';

/**
 * Everything the service can be told. The command line sets the first block, and `unpack`, `scanTimeoutMs` and
 * `logLevel` of the second; tests lower others of it.
 */
export type ServerConfig = {
  host: string;
  /** 0 takes any free port. */
  port: number;
  /** Folder for the database and the samples under way. Made if it is missing. */
  dataDir: string;
  /** May do everything; null where only tokens of the store count. */
  token: string | null;
  /** Folders of `*.yar` files, read in addition to the built-in rules. */
  rulesDirs: readonly string[];
  /** ClamAV beside YARA-X; null for YARA-X alone. */
  clamav: ClamavConfig | null;
  /** Serves the sample page at `/samples/`. */
  samples: boolean;
  /** What `path` reads from, by the name that callers send as `storage`. */
  storages: Readonly<Record<string, StorageConfig>>;
  /** The storage of a `path` that comes without `storage`; null refuses such a submission. */
  defaultStorage: string | null;
  /**
   * What callers may make the service connect to in addition to the public internet: networks (`10.0.0.0/8`), addresses,
   * names of hosts, `*.example.org` for all below, and `loopback`. Links, pages, their redirects and callbacks obey it.
   */
  allowedNetworks: readonly string[];
  /** Networks and addresses that stay closed whatever is allowed, public ones too. */
  refusedNetworks: readonly string[];
  /** Minimum time from submission to verdict, in milliseconds. For tests and demonstrations. */
  scanDelayMs: number;
  /** Largest sample, in bytes, uploaded or fetched. */
  maxBytes: number;
  /** Signs callbacks; null leaves them without a signature. */
  callbackSecret: string | null;

  /** Milliseconds without a byte in either direction, after which a connection is cut. */
  connectionIdleMs: number;
  bodyLimits: BodyLimits;
  /** Scans on one page of the list. */
  pageSize: number;
  /** Worker threads; each may hold one sample and its copy for the engine in memory. */
  workers: number;
  /** Megabytes of JavaScript objects that one worker may hold; a scan that needs more ends its worker. */
  workerHeapMb: number;
  /** Megabytes of one WebAssembly memory, in which YARA-X holds a copy of the sample and 7-Zip its dictionary. */
  wasmMemoryMb: number;
  /** Scans given to the engines at once; above `workers` so that the next one stands ready. */
  concurrency: number;
  /** Samples fetched at once, and of these from one host. */
  fetchSlots: SlotLimits;
  /** Time for one run of the engines over one sample, in milliseconds, before its worker is replaced. */
  scanTimeoutMs: number;
  unpack: UnpackLimits;
  fetch: FetchLimits;
  queue: QueueConfig;
  /** Where samples under way are kept. */
  sampleStore: SampleStoreConfig;
  /** Where the rows of scans and callbacks are kept. */
  database: DatabaseConfig;
  callbacks: CallbackLimits;
  /** Replaced only by tests of names and addresses. */
  resolve: Resolve;
  listOwnNetworks: () => readonly string[];
  /** Serves HTTPS; null serves plain HTTP. */
  tls: TlsConfig | null;
  /** Addresses and networks of proxies whose `X-Forwarded-*` headers count. */
  trustProxy: readonly string[];
  /** Bytes that stay free where the data folder is: below that, submissions are refused with 507. */
  minFreeBytes: number;
  /** Milliseconds that requests under way have when the service stops. */
  shutdownMs: number;
  retention: RetentionConfig;
  /** Replaced only by tests of worker crashes. */
  workerUrl: URL;
  logLevel: string;
};

/** 500 MB read as 500 * 10^6 bytes, the documented limit of the Files API. */
const FILES_API_MAX_BYTES = 500_000_000;

/** The defaults of every setting; `dataDir` and `token` have none. */
export const DEFAULT_CONFIG: Omit<ServerConfig, 'dataDir' | 'token'> = {
  host: '127.0.0.1',
  port: 0,
  rulesDirs: [],
  clamav: null,
  samples: false,
  storages: {},
  defaultStorage: null,
  allowedNetworks: [],
  refusedNetworks: [],
  scanDelayMs: 0,
  maxBytes: FILES_API_MAX_BYTES,
  callbackSecret: null,
  connectionIdleMs: 60_000,
  bodyLimits: { lingerMs: 10_000, lingerBytes: FILES_API_MAX_BYTES + 1_000_000 },
  pageSize: 50,
  workers: 2,
  workerHeapMb: 512,
  wasmMemoryMb: 1_000,
  concurrency: 4,
  fetchSlots: { total: 32, perKey: 4 },
  scanTimeoutMs: 300_000,
  unpack: {
    // Mail, zip, zip, OOXML, OLE and its macros are five; what many levels cost is bounded by all other limits together.
    maxDepth: 8,
    maxFolders: 100,
    maxMembers: 20_000,
    maxBytes: 2_000_000_000,
    maxMemberBytes: 512_000_000,
    maxRatio: 200,
    ratioFloorBytes: 32_000_000,
    // YARA-X as WebAssembly takes some 15 ms for each member, whatever its size: this is enough for about 8,000.
    maxMs: 120_000,
  },
  fetch: { headersMs: 20_000, idleMs: 30_000, totalMs: 300_000, maxRedirects: 10, attempts: 3, retryMs: 500 },
  queue: { redisUrl: null, lockMs: 10_000, reconcileMs: 30_000 },
  sampleStore: { kind: 'disk' },
  database: { url: null },
  callbacks: {
    firstRetryMs: 2_000,
    maxRetryMs: 3_600_000,
    giveUpAfterMs: 86_400_000,
    timeoutMs: 15_000,
    concurrency: 32,
    perReceiver: 4,
  },
  resolve: resolveWithSystem,
  listOwnNetworks,
  tls: null,
  trustProxy: [],
  minFreeBytes: 100_000_000,
  shutdownMs: 10_000,
  retention: { scansDays: null, auditDays: null },
  workerUrl: new URL('./engines/scan-worker.ts', import.meta.url),
  logLevel: 'info',
};
