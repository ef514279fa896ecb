import type { VerdictCode, WireEvidence } from '../../lib/api/wire.ts';
import type { ScanOutcome } from '../storage/scan-store.ts';
import type { EngineReport, Finding } from './engine-report.ts';
import { limitEvidence } from './limit-evidence.ts';

/** How sure "clean" can be of rules that look for known tricks. */
const CLEAN_CONFIDENCE = 70;

const VERDICT_OF = { malicious: 'MAL', suspicious: 'SUS' } as const;

/** The verdict of a report: the worst finding, else clean, or none where anything was left unseen. */
export function toOutcome(report: EngineReport, now: number): ScanOutcome {
  const timestamp = new Date(now).toISOString();
  const worst = toWorst(report.findings);
  const verdict = toVerdict(report, worst);
  return {
    verdict,
    confidence: verdict === null ? null : (worst?.confidence ?? CLEAN_CONFIDENCE),
    subVerdict: worst?.rule ?? null,
    fileType: report.fileType,
    // An engine that did not see everything and found nothing has no verdict to be listed with.
    engines: verdict === null ? [] : [{ ...report.engine, verdict }],
    evidence: [...toFindingEvidence(report, timestamp), ...toGapEvidence(report, timestamp)],
  };
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

function toVerdict({ gaps }: EngineReport, worst: Finding | undefined): VerdictCode | null {
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

function toFindingEvidence({ findings }: EngineReport, timestamp: string): WireEvidence[] {
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

function toGapEvidence({ gaps }: EngineReport, timestamp: string): WireEvidence[] {
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

function toEvidence(finding: Finding, timestamp: string): WireEvidence {
  const { rule, description, category, severity, reference, member, offsets } = finding;
  const data = { rule, severity, reference, ...(member === null ? {} : { member }), offsets };
  return { name: rule, description, category, verdict: VERDICT_OF[severity], data, timestamp };
}
