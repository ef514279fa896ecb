import type { Finding } from '../engine-report.ts';

/** What a signature's name says of a sample. `limit` and `encrypted` say that clamd did not see all of it. */
export type SignatureJudgement =
  | { kind: 'limit' | 'encrypted' }
  | { kind: 'finding'; severity: Finding['severity']; category: string; confidence: number };

const suspicious = (category: string, confidence: number): SignatureJudgement => ({
  kind: 'finding',
  severity: 'suspicious',
  category,
  confidence,
});

/**
 * By the beginning of the name, the first that fits. Names of possibly unwanted applications begin with `PUA.`
 * (https://docs.clamav.net/faq/faq-pua.html), those of what no signature but a rule of thumb found with `Heuristics.`
 * (clamd.conf(5), the options that begin with Alert).
 */
const TABLE: readonly [beginning: string, judgement: SignatureJudgement][] = [
  ['Heuristics.Limits.Exceeded', { kind: 'limit' }],
  ['Heuristics.Encrypted.', { kind: 'encrypted' }],
  ['Heuristics.Phishing.', suspicious('phishing', 70)],
  ['Heuristics.OLE2.ContainsMacros', suspicious('macro', 50)],
  ['Heuristics.Structured.', suspicious('sensitive_data', 50)],
  ['Heuristics.Broken.', suspicious('malformed', 50)],
  ['Heuristics.', suspicious('heuristic', 60)],
  ['PUA.', suspicious('unwanted', 60)],
];

const MALWARE: SignatureJudgement = {
  kind: 'finding',
  severity: 'malicious',
  category: 'malware',
  confidence: 98,
};

/** Any name that no rule of the table fits is that of malware. */
export function judgeSignature(signature: string): SignatureJudgement {
  return TABLE.find(([beginning]) => signature.startsWith(beginning))?.[1] ?? MALWARE;
}
