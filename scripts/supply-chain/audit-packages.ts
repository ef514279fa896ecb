import * as v from 'valibot';
import { runTool } from '../tools/run-tool.ts';

const SEVERITIES = ['info', 'low', 'moderate', 'high', 'critical'] as const;

const Report = v.object({
  vulnerabilities: v.record(v.string(), v.object({ severity: v.picklist(SEVERITIES) })),
});
const Refusal = v.object({ message: v.string() });

export type Audit =
  /** Packages with known faults: `name (severity)`, the worst first. */
  | { kind: 'answered'; known: string[] }
  /** The registry gave no answer: why, in its words or npm's. */
  | { kind: 'unanswered'; why: string };

/** Asks npm's registry which packages of the lockfile have known faults. */
export async function auditPackages(): Promise<Audit> {
  const { output, stdout } = await runTool('npm', ['audit', '--json', '--loglevel=silent'], {
    isQuiet: true,
  });
  // With a warning of npm beside it, the report would not be JSON.
  return parseAudit(stdout.trim() === '' ? output : stdout);
}

/** Reads what `npm audit --json` prints. */
export function parseAudit(output: string): Audit {
  const parsed = parseJson(output);
  const report = v.safeParse(Report, parsed);
  if (!report.success) {
    const refusal = v.safeParse(Refusal, parsed);
    return { kind: 'unanswered', why: refusal.success ? refusal.output.message : toFirstLine(output) };
  }
  const found = Object.entries(report.output.vulnerabilities).toSorted(
    ([, one], [, other]) => SEVERITIES.indexOf(other.severity) - SEVERITIES.indexOf(one.severity),
  );
  return { kind: 'answered', known: found.map(([name, { severity }]) => `${name} (${severity})`) };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function toFirstLine(text: string): string {
  return text.trim().split('\n')[0] || 'npm said nothing';
}
