import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import * as v from 'valibot';
import { UsageError } from '../errors.ts';
import type { StorageConfig } from './storage-config.ts';
import { createStorageSchema } from './storage-schema.ts';

export type StoragesFile = { storages: Record<string, StorageConfig>; defaultStorage: string | null };

/**
 * Reads a file of storages: `{ "storages": { "NAME": { "kind": … } }, "defaultStorage": "NAME" }`. A folder in it is
 * relative to the file.
 * @throws UsageError that names the file, the field and what is expected, and never the value.
 */
export function readStoragesFile(path: string, env: NodeJS.ProcessEnv): StoragesFile {
  const parsed = v.safeParse(createStorageSchema({ env, folder: dirname(resolve(path)) }), readJson(path));
  if (!parsed.success) {
    const lines = parsed.issues.map((issue) => `  ${v.getDotPath(issue) ?? 'the whole'}: ${issue.message}`);
    throw new UsageError(`The storages in ${path} cannot be used:\n${lines.join('\n')}`);
  }
  const { storages, defaultStorage } = parsed.output;
  return { storages, defaultStorage: defaultStorage ?? null };
}

function readJson(path: string): unknown {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? ` (${String(error.code)})` : '';
    throw new UsageError(`The file of storages ${path} cannot be read${code}.`);
  }
  try {
    return JSON.parse(text);
  } catch {
    // The parser's own message quotes the text, in which secrets may stand.
    throw new UsageError(`The file of storages ${path} is not JSON.`);
  }
}
