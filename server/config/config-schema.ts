import * as v from 'valibot';
import { DEFAULT_CONFIG } from '../config.ts';
import { isClosableEntry, isNetworkEntry } from '../network/network-entry.ts';
import { createSampleStoreSchema, createStorageRecordSchema } from '../storages/storage-schema.ts';
import { clamav } from './clamav-schema.ts';
import { createSecretSchema, type SecretSources } from './secret-schema.ts';
import { choice, flag, group, networks, optionalPath, paths, text, wholeNumber } from './setting-schemas.ts';

const D = DEFAULT_CONFIG;

export const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;

const HOUR_MS = 3_600_000;

/**
 * Every setting of the service: its name, kind, range, default and meaning. The file of settings has this shape; the
 * environment has a variable for each leaf (`toVariable`).
 * @param sources where secrets come from, and what relative paths are meant from; null leaves paths as they are
 */
export function createConfigSchema({ env, folder }: { env: NodeJS.ProcessEnv; folder: string | null }) {
  const sources: SecretSources = { env, folder: folder ?? '.' };
  return v.strictObject({ ...base(sources, folder), ...network(folder), ...limits() }, 'must be an object');
}

const base = (sources: SecretSources, folder: string | null) => ({
  dataDir: optionalPath(folder, 'Folder for the database and the samples under way. Made if it is missing.'),
  host: text(D.host, 'Address to listen on.'),
  port: wholeNumber(0, 65_535, D.port, 'Port to listen on; 0 takes any free one.'),
  token: optionalSecret('the token', sources, 'Token with all rights. One is made up where there is none.'),
  callbackSecret: optionalSecret('the callback secret', sources, 'Signs callbacks; null signs none.'),
  rulesDirs: paths(folder, 'Folders of *.yar files, in addition to the built-in rules.'),
  allowedNetworks: networks(
    'Opened to links, pages and callbacks besides the public internet: see docs/networks.md.',
    isNetworkEntry,
    'a network such as 10.0.0.0/8, an address, the name of a host, *.example.org, or loopback',
  ),
  refusedNetworks: networks(
    'Closed to them whatever is allowed, public networks too.',
    isClosableEntry,
    'a network such as 10.0.0.0/8, an address, or loopback',
  ),
  clamav: clamav(),
  samples: flag(D.samples, 'Serves a page of test files at /samples/.'),
  storages: v.optional(
    v.pipe(
      createStorageRecordSchema(sources),
      v.description('What `path` reads from: see docs/storages.md.'),
    ),
    () => ({}),
  ),
  defaultStorage: v.optional(
    v.pipe(
      v.nullable(v.string('must be the name of a storage')),
      v.description('Storage of a `path` that comes without one; null refuses such a submission.'),
    ),
    null,
  ),
  queue: group({
    redisUrl: optionalSecret(
      'the address of Redis',
      sources,
      'Redis of the queue that scanners share, `redis://[user:password@]host:port`; null works alone: see docs/scaling.md.',
    ),
    lockMs: wholeNumber(
      1_000,
      HOUR_MS,
      D.queue.lockMs,
      'Milliseconds of silence after which a scanner is taken for dead.',
    ),
    reconcileMs: wholeNumber(
      100,
      HOUR_MS,
      D.queue.reconcileMs,
      'Milliseconds between looks for scans that Redis has lost.',
    ),
  }),
  sampleStore: v.optional(
    v.pipe(
      createSampleStoreSchema(sources),
      v.description('Where samples under way are kept: see docs/scaling.md.'),
    ),
    () => ({ kind: 'disk' as const }),
  ),
  database: group({
    url: optionalSecret(
      'the address of the database',
      sources,
      'PostgreSQL of all rows, as postgres://USER:PASSWORD@HOST/DATABASE; null keeps them in the data folder.',
    ),
  }),
  maxBytes: wholeNumber(1, 2_000_000_000, D.maxBytes, 'Largest file in bytes, uploaded or fetched.'),
  logLevel: choice(LOG_LEVELS, 'info', 'The least that is logged, to standard error.'),
});

const network = (folder: string | null) => ({
  tls: v.optional(
    v.nullable(
      v.strictObject(
        {
          cert: optionalPath(
            folder,
            'PEM file of the certificate and those that signed it; with tls.key: HTTPS.',
          ),
          key: optionalPath(folder, 'PEM file of the private key.'),
        },
        'must be an object or null',
      ),
    ),
    null,
  ),
  trustProxy: v.optional(
    v.pipe(
      v.array(v.string('must be a list of addresses'), 'must be a list of addresses'),
      v.description('Addresses and networks of proxies whose X-Forwarded headers count, as `10.0.0.0/8`.'),
    ),
    () => [],
  ),
  minFreeBytes: wholeNumber(
    0,
    1e15,
    D.minFreeBytes,
    'Bytes that stay free where dataDir is; with less, submissions are refused with 507.',
  ),
  shutdownMs: wholeNumber(0, HOUR_MS, D.shutdownMs, 'Milliseconds for requests under way when it stops.'),
  retention: group({
    scansDays: days('Days for which finished scans are kept; null: for ever.'),
    auditDays: days('Days for which the audit log is kept; null: for ever.'),
  }),
});

function days(about: string) {
  const words = 'must be a whole number from 1 to 36500, or null';
  const schema = v.pipe(v.number(words), v.integer(words), v.minValue(1, words), v.maxValue(36_500, words));
  return v.optional(v.pipe(v.nullable(schema), v.description(about)), null);
}

const limits = () => ({
  scanDelayMs: wholeNumber(0, HOUR_MS, D.scanDelayMs, 'Shortest time of a scan in milliseconds, for tests.'),
  connectionIdleMs: wholeNumber(
    1_000,
    HOUR_MS,
    D.connectionIdleMs,
    'Milliseconds without a byte in either direction, after which a connection is cut.',
  ),
  bodyLimits: group({
    lingerMs: wholeNumber(
      0,
      HOUR_MS,
      D.bodyLimits.lingerMs,
      'Milliseconds for which a refused body is still read.',
    ),
    lingerBytes: wholeNumber(
      0,
      1e10,
      D.bodyLimits.lingerBytes,
      'Bytes of a refused body that are still read.',
    ),
  }),
  pageSize: wholeNumber(1, 1_000, D.pageSize, 'Scans on one page of the list.'),
  workers: wholeNumber(1, 256, D.workers, 'Threads that scan; each may hold one sample in memory twice.'),
  workerHeapMb: wholeNumber(
    32,
    65_536,
    D.workerHeapMb,
    'Megabytes of JavaScript objects that one thread may hold.',
  ),
  wasmMemoryMb: wholeNumber(
    64,
    4_294,
    D.wasmMemoryMb,
    'Megabytes of memory of one engine in one thread; more than the largest sample.',
  ),
  concurrency: wholeNumber(1, 1_024, D.concurrency, 'Scans given to the engines at once.'),
  fetchSlots: group({
    total: wholeNumber(1, 1_024, D.fetchSlots.total, 'Samples fetched at once.'),
    perKey: wholeNumber(1, 1_024, D.fetchSlots.perKey, 'Samples fetched at once from one host.'),
  }),
  scanTimeoutMs: wholeNumber(
    1_000,
    24 * HOUR_MS,
    D.scanTimeoutMs,
    'Milliseconds for one sample, before its thread is replaced; never less than unpack.maxMs and three minutes.',
  ),
  unpack: unpack(),
  fetch: group({
    headersMs: wholeNumber(1, HOUR_MS, D.fetch.headersMs, 'Milliseconds until a link answers.'),
    idleMs: wholeNumber(1, HOUR_MS, D.fetch.idleMs, 'Milliseconds without a byte of the answer.'),
    totalMs: wholeNumber(1, 24 * HOUR_MS, D.fetch.totalMs, 'Milliseconds for a fetch as a whole.'),
    maxRedirects: wholeNumber(0, 100, D.fetch.maxRedirects, 'Redirects that are followed.'),
    attempts: wholeNumber(1, 20, D.fetch.attempts, 'Tries of one fetch.'),
    retryMs: wholeNumber(0, HOUR_MS, D.fetch.retryMs, 'Milliseconds before the second try.'),
  }),
  callbacks: callbacks(),
});

const unpack = () =>
  group({
    maxDepth: wholeNumber(
      1,
      100,
      D.unpack.maxDepth,
      'Levels of archives, mails and documents in each other that are opened.',
    ),
    maxFolders: wholeNumber(1, 10_000, D.unpack.maxFolders, 'Folders inside folders of one archive.'),
    maxMembers: wholeNumber(1, 10_000_000, D.unpack.maxMembers, 'Members of one sample, on all levels.'),
    maxBytes: wholeNumber(1, 1e12, D.unpack.maxBytes, 'Bytes that one sample may unpack to.'),
    maxMemberBytes: wholeNumber(1, 2e9, D.unpack.maxMemberBytes, 'Bytes of one member.'),
    maxRatio: wholeNumber(1, 1_000_000, D.unpack.maxRatio, 'Unpacked bytes for each packed one.'),
    ratioFloorBytes: wholeNumber(0, 1e12, D.unpack.ratioFloorBytes, 'Bytes below which the ratio is free.'),
    maxMs: wholeNumber(1, HOUR_MS, D.unpack.maxMs, 'Milliseconds for unpacking and scanning one sample.'),
  });

const callbacks = () =>
  group({
    firstRetryMs: wholeNumber(
      1,
      24 * HOUR_MS,
      D.callbacks.firstRetryMs,
      'Milliseconds before the second try.',
    ),
    maxRetryMs: wholeNumber(1, 24 * HOUR_MS, D.callbacks.maxRetryMs, 'Most milliseconds between tries.'),
    giveUpAfterMs: wholeNumber(1, 720 * HOUR_MS, D.callbacks.giveUpAfterMs, 'Milliseconds of tries.'),
    timeoutMs: wholeNumber(1, HOUR_MS, D.callbacks.timeoutMs, 'Milliseconds for one try.'),
    concurrency: wholeNumber(1, 1_024, D.callbacks.concurrency, 'Callbacks sent at once.'),
    perReceiver: wholeNumber(1, 1_024, D.callbacks.perReceiver, 'Callbacks sent at once to one receiver.'),
  });

function optionalSecret(what: string, sources: SecretSources, about: string) {
  const schema = v.nullable(createSecretSchema(what, sources));
  return v.optional(v.pipe(schema, v.description(about)), null);
}
