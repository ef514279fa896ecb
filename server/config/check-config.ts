import { access, constants, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { readRuleSet } from '../engines/rule-set.ts';
import { createYaraEngine } from '../engines/yara-engine.ts';
import { ServiceError } from '../errors.ts';
import { checkTls } from '../http/tls-servers.ts';
import { createStorages } from '../storages/create-storages.ts';
import { listServiceChecks } from './check-services.ts';
import type { LoadedConfig } from './load-config.ts';

/**
 * Looks whether what the configuration names is there: folders, certificates, services that answer, storages, and rules
 * that compile. Starts nothing and changes nothing.
 * @returns a sentence for each thing that would keep the service from starting, or from scanning
 */
export async function checkConfig(config: LoadedConfig): Promise<string[]> {
  const checks = [
    () => checkDataDir(config.dataDir),
    () => (config.tls === null ? undefined : checkTls(config.tls)),
    ...listServiceChecks(config),
    () => createStorages(config.storages, config.defaultStorage).check(),
  ];
  const results = await Promise.allSettled(checks.map(async (check) => check()));
  // Only now: while rules compile, for seconds where they are many, no answer of a service would be heard in its time.
  results.push(...(await Promise.allSettled([compileRules(config.rulesDirs)])));
  return results.flatMap((result) => (result.status === 'rejected' ? [toWords(result.reason)] : []));
}

async function compileRules(folders: readonly string[]): Promise<void> {
  createYaraEngine(readRuleSet(folders));
}

/** A folder that is missing is made at the start, so what is there of its parents has to be writable. */
async function checkDataDir(folder: string): Promise<void> {
  const found = await stat(folder).catch(() => null);
  if (found === null && dirname(folder) !== folder) return checkDataDir(dirname(folder));
  if (!found?.isDirectory())
    throw new ServiceError('data_dir', `The data folder lies below a file: ${folder}.`);
  await access(folder, constants.W_OK | constants.X_OK).catch((cause: unknown) => {
    throw new ServiceError('data_dir', `The data folder cannot be written to: ${folder}.`, { cause });
  });
}

function toWords(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
