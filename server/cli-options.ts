import { parseArgs } from 'node:util';
import type { ConfigLayer } from './config/config-layer.ts';
import { createConfigSchema } from './config/config-schema.ts';
import { setAt } from './config/environment.ts';
import { listSettings } from './config/list-settings.ts';
import { toSettingValue } from './config/to-setting-value.ts';
import { DEFAULT_CONFIG } from './config.ts';
import { UsageError } from './errors.ts';
import { toStorageOptions } from './storages/storage-options.ts';

const { unpack: UNPACK } = DEFAULT_CONFIG;

export const USAGE = `Usage: npm run server -- --data DIR [options]
       npm run server -- tokens create|list|revoke, see tokens --help

  --data DIR           folder for the database and samples under way (required, here or as dataDir)
  --port N             port to listen on; 0, the default, takes a free one
  --host ADDRESS       address to listen on (${DEFAULT_CONFIG.host})
  --token T            token that callers must send; also SLUICE_TOKEN; one is made up if none is given
  --rules DIR          folder of *.yar files to use in addition to the built-in rules; may be given again
  --clamav ADDRESS     have clamd look at samples, too: unix:/path/of/its/socket or host:port
  --samples            serve a page of test files at /samples/
  --callback-secret S  sign callbacks with this secret; also SLUICE_CALLBACK_SECRET, which other users cannot see
  --max-bytes N        largest file in bytes (${DEFAULT_CONFIG.maxBytes})
  --allow-network N    what links and callbacks may lead to besides the public internet: a network such as
                       10.0.0.0/8, an address, a host, *.example.org, or loopback; may be given again
  --refuse-network N   network or address that they may never lead to, even a public one; may be given again
  --storage NAME=DIR   folder that callers may name in storage and read from by path; may be given again
  --storages FILE      JSON file of storages, folders and S3 buckets, as docs/storages.md describes it
  --default-storage N  storage of a path that comes without storage; without it such a path is refused
  --max-depth N        levels that are opened, archives, mails and documents; 1 opens only the sample (${UNPACK.maxDepth})
  --max-members N      members that are unpacked of one file, on all levels together (${UNPACK.maxMembers})
  --max-unpacked-bytes N  bytes that one file may unpack to (${UNPACK.maxBytes})
  --max-ratio N        unpacked bytes for each packed byte, above ${UNPACK.ratioFloorBytes / 1e6} MB (${UNPACK.maxRatio})
  --max-unpack-ms N    milliseconds for unpacking and scanning the members of one file (${UNPACK.maxMs})
  --scan-delay-ms N    let every scan take at least N milliseconds: an aid for tests and demonstrations
  --log-level LEVEL    trace, debug, info (default), warn, error, fatal or silent; logs go to standard error
  --config FILE        JSON file of settings, as docs/settings.md describes it; also SLUICE_CONFIG
  --check-config       say what is wrong with the configuration, or print it with its secrets masked, and end
  --print-config-schema  print the JSON Schema of the file of settings, and end
  --help               show this text

Every setting can also stand in the file, or in the environment as SLUICE_ and its name: docs/settings.md lists them. An
option counts before the environment, and that before the file.

When it is ready, the service prints one line of JSON with its "url" and "token" on standard output.`;

const OPTIONS = {
  port: { type: 'string' },
  host: { type: 'string' },
  data: { type: 'string' },
  token: { type: 'string' },
  rules: { type: 'string', multiple: true },
  clamav: { type: 'string' },
  samples: { type: 'boolean' },
  'callback-secret': { type: 'string' },
  'max-bytes': { type: 'string' },
  'allow-network': { type: 'string', multiple: true },
  'refuse-network': { type: 'string', multiple: true },
  storage: { type: 'string', multiple: true },
  storages: { type: 'string' },
  'default-storage': { type: 'string' },
  'max-depth': { type: 'string' },
  'max-members': { type: 'string' },
  'max-unpacked-bytes': { type: 'string' },
  'max-ratio': { type: 'string' },
  'max-unpack-ms': { type: 'string' },
  'scan-delay-ms': { type: 'string' },
  'log-level': { type: 'string' },
  config: { type: 'string' },
  'check-config': { type: 'boolean' },
  'print-config-schema': { type: 'boolean' },
  help: { type: 'boolean' },
} as const;

/** The setting that each option sets. */
const KEYS: { [option: string]: readonly string[] } = {
  port: ['port'],
  host: ['host'],
  data: ['dataDir'],
  token: ['token'],
  rules: ['rulesDirs'],
  clamav: ['clamav', 'address'],
  samples: ['samples'],
  'callback-secret': ['callbackSecret'],
  'allow-network': ['allowedNetworks'],
  'refuse-network': ['refusedNetworks'],
  'max-bytes': ['maxBytes'],
  'max-depth': ['unpack', 'maxDepth'],
  'max-members': ['unpack', 'maxMembers'],
  'max-unpacked-bytes': ['unpack', 'maxBytes'],
  'max-ratio': ['unpack', 'maxRatio'],
  'max-unpack-ms': ['unpack', 'maxMs'],
  'scan-delay-ms': ['scanDelayMs'],
  'log-level': ['logLevel'],
  'default-storage': ['defaultStorage'],
};

/** What was asked for on the command line. */
export type CommandLine = {
  command: 'help' | 'check-config' | 'print-config-schema' | 'serve';
  /** The file of settings, where one was named. */
  configFile: string | undefined;
  /** The settings that options gave, unchecked. */
  layer: ConfigLayer;
};

/**
 * Reads the command line.
 * @throws UsageError for an unknown option, and for storages that cannot be read.
 */
export function readCommandLine(args: readonly string[], env: NodeJS.ProcessEnv): CommandLine {
  const values = parseValues(args);
  const settings = new Map(
    listSettings(createConfigSchema({ env, folder: null })).map((each) => [each.key, each]),
  );
  const given = {};
  for (const [option, value] of Object.entries(values)) {
    const path = KEYS[option];
    const setting = path && settings.get(path.join('.'));
    if (setting)
      setAt(given, setting.path, typeof value === 'string' ? toSettingValue(value, setting) : value);
  }
  const storages = toStorageOptions(
    { folders: values.storage ?? [], file: values.storages, defaultName: values['default-storage'] },
    env,
  );
  return {
    command: toCommand(values),
    configFile: values.config,
    layer: { values: { ...given, ...storages }, folder: null, nameOf: toOptionName },
  };
}

function toCommand(values: Values): CommandLine['command'] {
  if (values.help === true) return 'help';
  if (values['print-config-schema'] === true) return 'print-config-schema';
  return values['check-config'] === true ? 'check-config' : 'serve';
}

function toOptionName(path: readonly string[]): string {
  return optionOf(path) ?? `${path.join('.')} of the command line`;
}

/** The option that sets a setting, as `--port`, or null where none does. */
export function optionOf(path: readonly string[]): string | null {
  if (path[0] === 'storages' && path.length === 1) return '--storage';
  const option = Object.entries(KEYS).find(([, key]) => key.join('.') === path.join('.'))?.[0];
  return option === undefined ? null : `--${option}`;
}

type Values = ReturnType<typeof parseValues>;

function parseValues(args: readonly string[]) {
  try {
    return parseArgs({ args: joinNegatives(args), options: OPTIONS, strict: true, allowPositionals: false })
      .values;
  } catch (error) {
    throw new UsageError(toFirstSentence(error instanceof Error ? error.message : String(error)));
  }
}

/** Node's sentences after the first go on about how to write what nobody meant. */
function toFirstSentence(message: string): string {
  return `${message.split(/\.?\s*\n|\. |\.$/)[0]}.`;
}

/** A negative number after an option is its value, and out of range; the parser would call it ambiguous. */
function joinNegatives(args: readonly string[]): string[] {
  const isNegative = (at: number): boolean =>
    /^-\d/.test(args[at] ?? '') && /^--[^=]+$/.test(args[at - 1] ?? '');
  return args.flatMap((arg, at) =>
    isNegative(at) ? [] : isNegative(at + 1) ? `${arg}=${args[at + 1]}` : arg,
  );
}
