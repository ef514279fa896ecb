import { readFileSync } from 'node:fs';
import { Compiler, initSync, type Rules } from '@virustotal/yara-x';
import * as v from 'valibot';
import { RulesError } from '../errors.ts';
import type { Finding } from './engine-report.ts';
import { createInstanceRelease } from './release-instances.ts';
import type { RuleSet } from './rule-set.ts';
import { toFileName } from './to-file-name.ts';

const DEFAULT_CONFIDENCE = { malicious: 95, suspicious: 60 } as const;

const metaSchema = v.object({
  description: v.optional(v.string(), 'A rule matched.'),
  // A rule of somebody else's that names no severity is worth a look, not a conviction.
  severity: v.fallback(v.picklist(['malicious', 'suspicious']), 'suspicious'),
  category: v.optional(v.string(), 'rule'),
  reference: v.optional(v.string(), ''),
  confidence: v.optional(v.pipe(v.number(), v.minValue(0), v.maxValue(100))),
});

const scanResultSchema = v.object({
  valid: v.boolean(),
  matches: v.array(
    v.object({
      identifier: v.string(),
      isPrivate: v.boolean(),
      metadata: v.array(v.object({ identifier: v.string(), value: v.unknown() })),
      patterns: v.array(v.object({ matches: v.array(v.object({ offset: v.number() })) })),
    }),
  ),
});

type RawMatch = v.InferOutput<typeof scanResultSchema>['matches'][number];

export type YaraEngine = ReturnType<typeof createYaraEngine>;

/**
 * YARA-X with a set of rules. Its version names them, too: `1.20.0/rules-0123456789ab`. A rule may use the global
 * `filename`: the name, without folders, of what is being scanned. Synchronous: to be used in a worker thread.
 * @throws RulesError naming file and line when a rule does not compile.
 */
export function createYaraEngine(ruleSet: RuleSet) {
  const entry = new URL(import.meta.resolve('@virustotal/yara-x'));
  const output = initSync({ module: readFileSync(new URL('yara_x_js_bg.wasm', entry)) });
  const onInstanceMade = createInstanceRelease(output);
  const rules = compileRules(ruleSet);
  // Kept for the engine's life: an archive need not pay for a new one with each of its members.
  const scanner = rules.scanner();
  scanner.setMaxMatchesPerPattern(16);
  const version = `${readVersion(new URL('../package.json', entry))}/rules-${ruleSet.version}`;
  let nameBefore = '';
  let files = 0;

  /** Looks at all of `bytes`. `member` is the path inside an archive, null for the sample itself. */
  function scan(bytes: Uint8Array, name: string, member: string | null): Finding[] {
    const filename = toFileName(name);
    // Takes half as long as scanning a small file.
    if (filename !== nameBefore) scanner.setGlobal('filename', filename);
    nameBefore = filename;
    files += 1;
    const result = v.parse(scanResultSchema, scanner.scan(bytes));
    // Makes an instance anew, whether the name is another or not.
    onInstanceMade();
    return result.matches.filter((match) => !match.isPrivate).map((match) => toFinding(match, member));
  }

  /** Files that it has looked at so far. */
  const scanned = (): number => files;

  return { name: 'yara-x', version, scan, scanned };
}

function compileRules({ sources }: RuleSet): Rules {
  using compiler = new Compiler();
  compiler.defineGlobal('filename', '');
  for (const source of sources) {
    // A namespace for each file lets two files use one rule name.
    compiler.newNamespace(source.file);
    addSource(compiler, source);
  }
  return compiler.build();
}

function addSource(compiler: Compiler, { file, text }: RuleSet['sources'][number]): void {
  try {
    compiler.addSource(text);
  } catch (cause) {
    const words = cause instanceof Error ? cause.message : String(cause);
    const line = /line:(\d+)/.exec(words)?.[1];
    const place = line === undefined ? file : `${file}:${line}`;
    throw new RulesError(`Broken rule in ${place}: ${compiler.errors[0] ?? words}`, { cause });
  }
}

function readVersion(packageFile: URL): string {
  const schema = v.pipe(v.string(), v.parseJson(), v.object({ version: v.string() }));
  return v.parse(schema, readFileSync(packageFile, 'utf8')).version;
}

function toFinding(match: RawMatch, member: string | null): Finding {
  const meta = v.parse(
    metaSchema,
    Object.fromEntries(match.metadata.map((item) => [item.identifier, item.value])),
  );
  const offsets = match.patterns.flatMap((pattern) => pattern.matches.map(({ offset }) => offset));
  return {
    rule: match.identifier,
    description: meta.description,
    severity: meta.severity,
    category: meta.category,
    reference: meta.reference,
    confidence: meta.confidence ?? DEFAULT_CONFIDENCE[meta.severity],
    member,
    offsets: offsets.sort((a, b) => a - b).slice(0, 8),
  };
}
