import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import { DEFAULT_CONFIG } from '../../server/config.ts';
import { readRuleSet } from '../../server/engines/rule-set.ts';
import { scanSample } from '../../server/engines/scan-sample.ts';
import { toOutcome } from '../../server/engines/to-outcome.ts';
import { createYaraEngine } from '../../server/engines/yara-engine.ts';
import { createProgress } from './create-progress.ts';
import { listFiles } from './list-files.ts';

/*
 * Scans every file below the folders that are named, as the local scanner does, and tells what it takes for malicious or
 * suspicious, and what it could not look at. Meant for harmless files: it fails where one is called malicious, or where one
 * in a hundred or more is suspected.
 */

const { values, positionals } = parseArgs({
  options: { step: { type: 'string', default: '1' } },
  allowPositionals: true,
});
const step = Number(values.step);
if (positionals.length === 0 || !Number.isInteger(step) || step < 1) {
  console.error(
    'npm run false-alarms -- [--step N] FOLDER…: name folders with harmless files; N takes every Nth file.',
  );
  process.exit(2);
}

const engine = createYaraEngine(readRuleSet([]));
const counts = { CLN: 0, SUS: 0, MAL: 0, none: 0 };
const started = performance.now();
let files = 0;
let bytes = 0;
const paths = positionals
  .flatMap((folder) => [...listFiles(folder)])
  .filter((_, index) => index % step === 0);
const tell = createProgress(
  paths.length,
  () => performance.now(),
  (line) => console.error(line),
);
for (const path of paths) {
  const sample = { bytes: readFileSync(path), name: basename(path), password: null };
  files += 1;
  bytes += sample.bytes.length;
  const report = await scanSample(sample, engine, DEFAULT_CONFIG.unpack);
  const { verdict, evidence } = toOutcome([report], Date.now());
  const kind = verdict === 'CLN' || verdict === 'SUS' || verdict === 'MAL' ? verdict : 'none';
  counts[kind] += 1;
  if (kind !== 'CLN')
    console.log(kind, path, ...evidence.map(({ name, description }) => `\n    ${name}: ${description}`));
  tell({ files, bytes, suspicious: counts.SUS, malicious: counts.MAL, none: counts.none });
}
const seconds = (performance.now() - started) / 1_000;
console.log(
  `${files} files, ${(bytes / 1e6).toFixed(0)} MB in ${seconds.toFixed(0)} s: ${(files / seconds).toFixed(1)} files a second`,
);
console.log(
  `clean ${counts.CLN}, without a verdict ${counts.none}, suspicious ${counts.SUS}, malicious ${counts.MAL}`,
);
if (counts.MAL > 0 || counts.SUS * 100 >= files) process.exit(1);
