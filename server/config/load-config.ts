import * as v from 'valibot';
import type { CommandLine } from '../cli-options.ts';
import type { ServerConfig } from '../config.ts';
import { UsageError } from '../errors.ts';
import { type ConfigLayer, checkLayer } from './config-layer.ts';
import { createConfigSchema } from './config-schema.ts';
import { CONFIG_VARIABLE, readEnvironment } from './environment.ts';
import { listSettings } from './list-settings.ts';
import { mergeSettings } from './merge-settings.ts';
import { readConfigFile } from './read-config-file.ts';

/** Everything that can be set, complete. */
export type LoadedConfig = Omit<ServerConfig, 'workerUrl' | 'resolve' | 'listOwnNetworks'>;

type Output = v.InferOutput<ReturnType<typeof createConfigSchema>>;

/** A worker that is unpacking as long as it may must not be taken for hung. */
const MS_BEYOND_UNPACKING = 180_000;

/**
 * Puts the settings together: an option counts before the environment, that before the file, that before the default.
 * @throws UsageError naming everything that is wrong.
 */
export function loadConfig(commandLine: CommandLine, env: NodeJS.ProcessEnv): LoadedConfig {
  const file = commandLine.configFile ?? env[CONFIG_VARIABLE];
  const settings = listSettings(createConfigSchema({ env, folder: null }));
  const environment = readEnvironment(env, settings);
  const layers = [
    ...(file === undefined ? [] : [readConfigFile(file)]),
    environment.layer,
    commandLine.layer,
  ];
  const checked = layers.map((layer) => checkOne(layer, env));
  const faults = [...environment.faults, ...checked.flatMap((each) => ('faults' in each ? each.faults : []))];
  if (faults.length > 0) throw new UsageError(toFaultWords(faults));
  const schema = createConfigSchema({ env, folder: null });
  const given = checked.flatMap((each) => ('values' in each ? [each.values] : []));
  return complete(
    v.parse(
      schema,
      given.reduce<unknown>((low, high) => mergeSettings(schema, low, high), {}),
    ),
  );
}

const checkOne = (layer: ConfigLayer, env: NodeJS.ProcessEnv) =>
  checkLayer(createConfigSchema({ env, folder: layer.folder }), layer);

/** What more than one setting has to agree on. */
function complete(config: Output): LoadedConfig {
  const { dataDir, storages, defaultStorage, unpack } = config;
  if (dataDir === null) throw new UsageError('--data DIR is required.');
  if (config.token !== null && !/^\S+$/.test(config.token))
    throw new UsageError('The token must not be empty or hold spaces.');
  if (defaultStorage !== null && !Object.hasOwn(storages, defaultStorage))
    throw new UsageError(`The default storage “${defaultStorage}” is not one of the configured storages.`);
  const scanTimeoutMs = Math.max(config.scanTimeoutMs, unpack.maxMs + MS_BEYOND_UNPACKING);
  return { ...config, dataDir, scanTimeoutMs, clamav: toClamav(config.clamav), tls: toTls(config.tls) };
}

function toClamav(clamav: Output['clamav']): LoadedConfig['clamav'] {
  if (clamav === null) return null;
  const { address } = clamav;
  if (address === null)
    throw new UsageError('Settings of clamav need clamav.address, such as unix:/run/clamav/clamd.ctl.');
  return { ...clamav, address };
}

function toTls(tls: Output['tls']): LoadedConfig['tls'] {
  if (tls === null) return null;
  const { cert, key } = tls;
  if (cert === null || key === null) throw new UsageError('HTTPS needs both tls.cert and tls.key.');
  return { cert, key };
}

/** One sentence stands by itself, more of them below each other. */
export function toFaultWords(faults: readonly string[]): string {
  const [first] = faults;
  return faults.length === 1 && first !== undefined
    ? first
    : `The configuration cannot be used:\n${faults.map((fault) => `  ${fault}`).join('\n')}\n`;
}
