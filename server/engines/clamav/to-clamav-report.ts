import type { EngineReport, Gap, WorkerReport } from '../engine-report.ts';
import { toNames } from '../to-names.ts';
import type { ClamdReply } from './clamd-reply.ts';
import { judgeSignature } from './judge-signature.ts';

/** Name of the engine in answers. */
export const CLAMAV = 'clamav';

/** What clamd answered, as the report of an engine. An answer that says nothing of the sample leaves a gap. */
export function toClamavReport(reply: ClamdReply, version: string): EngineReport {
  switch (reply.kind) {
    case 'clean':
      return toReport(version, {});
    case 'found':
      return toFoundReport(reply.signature, version);
    case 'unread':
      return toReport(version, { gaps: [toSizeGap()] });
    case 'error':
    case 'unknown':
      return toReport(version, { gaps: [toFailedGap('clamd_error', reply.words)] });
  }
}

function toFoundReport(signature: string, version: string): EngineReport {
  const judgement = judgeSignature(signature);
  switch (judgement.kind) {
    case 'limit':
      return toReport(version, { gaps: [toLimitGap(signature)] });
    case 'encrypted':
      return toReport(version, { gaps: [toEncryptedGap(signature)] });
    case 'finding': {
      const { severity, category, confidence } = judgement;
      const description = `ClamAV found ${signature}.`;
      const facts = { rule: signature, description, reference: '', member: null, offsets: [] };
      return toReport(version, { findings: [{ ...facts, severity, category, confidence }] });
    }
  }
}

/** What ClamAV did not see, as a report of it. */
export function toReport(
  version: string,
  found: Partial<Pick<EngineReport, 'findings' | 'gaps'>>,
): EngineReport {
  return { engine: { name: CLAMAV, version }, fileType: null, findings: [], gaps: [], ...found };
}

/**
 * The report on a sample of which something was opened with a password, which clamd was not given: it says of that what it
 * likes, that it is fine as well as that it is encrypted.
 */
export function toPartReport(report: EngineReport, unlocked: WorkerReport['unlocked']): EngineReport {
  if (unlocked.count === 0) return report;
  const gaps = report.gaps.filter(({ name }) => name !== 'encrypted');
  return { ...report, gaps: [...gaps, toUnlockedGap(unlocked)] };
}

function toUnlockedGap({ paths, count }: WorkerReport['unlocked']): Gap {
  const [first] = paths;
  const where = count === 1 ? `“${first}”` : `${count} files`;
  return {
    // Not `encrypted`: whoever reads that asks for a password, and the right one was there.
    name: 'engine_limit',
    description: `ClamAV did not look at what a password opened in ${where}: it can't be given one.`,
    data: { engine: CLAMAV, limit: 'password', ...toNames(null, paths, count) },
  };
}

/** The sample is larger than clamd takes. @param maxBytes where the limit is known */
export function toSizeGap(maxBytes?: number): Gap {
  const limit = maxBytes === undefined ? '' : `: its limit is ${maxBytes} bytes`;
  return {
    name: 'engine_limit',
    description: `ClamAV did not look at this file, which is larger than it takes${limit}.`,
    data: { engine: CLAMAV, limit: 'size', ...(maxBytes === undefined ? {} : { max_bytes: maxBytes }) },
  };
}

function toLimitGap(signature: string): Gap {
  return {
    name: 'engine_limit',
    description: `ClamAV did not look at all of this file: it reached a limit of its own (${signature}).`,
    data: { engine: CLAMAV, limit: signature },
  };
}

function toEncryptedGap(signature: string): Gap {
  return {
    name: 'encrypted',
    description: `ClamAV could not look into this file, which is encrypted (${signature}).`,
    data: { engine: CLAMAV, password: 'unsupported' },
  };
}

/** clamd failed on the sample. @param detail its words, or those of the fault */
export function toFailedGap(cause: string, detail: string): Gap {
  return {
    name: 'engine_failed',
    description: 'ClamAV failed on this sample, so it has not looked at it.',
    data: { engine: CLAMAV, cause, detail },
  };
}

/** There was no clamd. */
export function toMissingGap(cause: string): Gap {
  return {
    name: 'engine_missing',
    description: 'ClamAV could not be reached, so it has not looked at this sample.',
    data: { engine: CLAMAV, cause },
  };
}
