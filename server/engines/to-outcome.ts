import type { VerdictCode, WireEvidence, WireScanEngine } from '../../lib/api/wire.ts';
import type { ScanOutcome } from '../storage/scan-store.ts';
import type { EngineReport, Finding, Gap } from './engine-report.ts';
import { limitEvidence } from './limit-evidence.ts';

/** How sure "clean" can be: of rules that look for known tricks, and of a virus scanner with its database. */
const CLEAN_CONFIDENCE: Readonly<Record<string, number>> = { 'yara-x': 70, clamav: 85 };
const LEAST_CLEAN_CONFIDENCE = 70;

const VERDICT_OF = { malicious: 'MAL', suspicious: 'SUS' } as const;

/** A finding with the engine that it is of. */
type EngineFinding = Finding & { engine: string };

/**
 * One verdict of what all engines report: the worst finding of any, else clean, or none where any of them left anything
 * unseen.
 * @param reports at least one, that of the engine that tells the type of the file first.
 */
export function toOutcome(reports: readonly EngineReport[], now: number): ScanOutcome {
  const timestamp = new Date(now).toISOString();
  const findings = reports.flatMap(({ engine, findings: found }) =>
    found.map((finding) => ({ ...finding, engine: engine.name })),
  );
  // First those of whole engines: there may be more of single members than are listed.
  const gaps = reports.flatMap((report) => report.gaps).toSorted((a, b) => toRank(a) - toRank(b));
  const worst = toWorst(findings);
  const engines = reports.flatMap(toEngine);
  const verdict = toVerdict(gaps, worst);
  return {
    verdict,
    confidence: verdict === null ? null : (worst?.confidence ?? toCleanConfidence(engines)),
    subVerdict: worst?.rule ?? null,
    fileType: reports.find(({ fileType }) => fileType !== null)?.fileType ?? null,
    engines,
    evidence: [...toFindingEvidence(findings, timestamp), ...toGapEvidence(gaps, timestamp)],
  };
}

/** An engine that did not see everything and found nothing has no verdict to be listed with. */
function toEngine({ engine, findings, gaps }: EngineReport): WireScanEngine[] {
  const verdict = toVerdict(gaps, toWorst(findings));
  return verdict === null ? [] : [{ ...engine, verdict }];
}

function toCleanConfidence(engines: readonly WireScanEngine[]): number {
  return Math.max(LEAST_CLEAN_CONFIDENCE, ...engines.map(({ name }) => CLEAN_CONFIDENCE[name] ?? 0));
}

/** The outcome of a scan that no engine could do. `name` is one word for programs, `description` is for people. */
export function toUnscannedOutcome(
  name: string,
  description: string,
  data: WireEvidence['data'],
  now: number,
): ScanOutcome {
  const timestamp = new Date(now).toISOString();
  const evidence = [{ name, description, category: 'not_scanned', verdict: null, data, timestamp }];
  return { verdict: null, confidence: null, subVerdict: null, fileType: null, engines: [], evidence };
}

function toRank({ name }: Gap): number {
  return name.startsWith('engine_') ? 0 : 1;
}

function toVerdict(gaps: readonly Gap[], worst: Finding | undefined): VerdictCode | null {
  if (worst !== undefined) return VERDICT_OF[worst.severity];
  return gaps.length === 0 ? 'CLN' : null;
}

function toWorst(findings: readonly Finding[]): Finding | undefined {
  return findings.toSorted(byWeight)[0];
}

/** The worst first. */
function byWeight(a: Finding, b: Finding): number {
  const weight = ({ severity, confidence }: Finding): number =>
    (severity === 'malicious' ? 1_000 : 0) + confidence;
  return weight(b) - weight(a);
}

function toFindingEvidence(findings: readonly EngineFinding[], timestamp: string): WireEvidence[] {
  const entries = findings.toSorted(byWeight).map((finding) => toEvidence(finding, timestamp));
  return limitEvidence(entries, (leftOut) => ({
    name: 'more_findings',
    description: `And ${leftOut.length} more that are not listed.`,
    category: 'not_listed',
    verdict: leftOut[0]?.verdict ?? null,
    data: { count: leftOut.length },
    timestamp,
  }));
}

function toGapEvidence(gaps: readonly Gap[], timestamp: string): WireEvidence[] {
  const entries = gaps.map((gap) => ({ ...gap, category: 'not_scanned', verdict: null, timestamp }));
  return limitEvidence(entries, (leftOut) => ({
    name: 'more_gaps',
    description: `And ${leftOut.length} more that could not be scanned and are not listed.`,
    category: 'not_scanned',
    verdict: null,
    data: { count: leftOut.length },
    timestamp,
  }));
}

function toEvidence(finding: EngineFinding, timestamp: string): WireEvidence {
  const { rule, description, category, severity, reference, member, offsets, engine } = finding;
  const data = { engine, rule, severity, reference, ...(member === null ? {} : { member }), offsets };
  return { name: rule, description, category, verdict: VERDICT_OF[severity], data, timestamp };
}
