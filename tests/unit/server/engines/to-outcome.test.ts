import { describe, expect, it } from 'vitest';
import type { EngineReport, Finding, Gap } from '../../../../server/engines/engine-report.ts';
import { toOutcome } from '../../../../server/engines/to-outcome.ts';

/** What a client reads of one answer. */
const MAX_ANSWER_BYTES = 4_000_000;

const aReport = (changes: Partial<EngineReport>): EngineReport => ({
  engine: { name: 'test', version: '1' },
  fileType: 'application/zip',
  findings: [],
  gaps: [],
  ...changes,
});

const aFinding = (changes: Partial<Finding> = {}): Finding => ({
  rule: 'rule',
  description: 'A rule matched.',
  severity: 'suspicious',
  category: 'rule',
  reference: '',
  confidence: 60,
  member: null,
  offsets: [],
  ...changes,
});

const aGap = (members: string[]): Gap => ({ name: 'encrypted', description: 'Locked.', data: { members } });

const times = <T>(count: number, make: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, index) => make(index));

// Each of these takes six bytes of JSON.
const long = (ending: string): string => '\x01'.repeat(5_000) + ending;

describe('the evidence of an outcome', () => {
  it('lists the worst of many findings, and counts the rest', () => {
    const findings = [...times(2_000, () => aFinding()), aFinding({ rule: 'worst', severity: 'malicious' })];
    const { evidence, verdict } = toOutcome([aReport({ findings })], 0);
    expect(verdict).toBe('MAL');
    expect(evidence).toHaveLength(101);
    expect(evidence[0]).toMatchObject({ name: 'worst', verdict: 'MAL' });
    expect(evidence[100]).toMatchObject({ name: 'more_findings', verdict: 'SUS', data: { count: 1_901 } });
  });

  it('lists all where there are a hundred', () => {
    const { evidence } = toOutcome([aReport({ findings: times(100, () => aFinding()) })], 0);
    expect(evidence.map(({ name }) => name)).toEqual(times(100, () => 'rule'));
  });

  it('cuts the path of a member, and keeps its ending', () => {
    const { evidence } = toOutcome([aReport({ findings: [aFinding({ member: long('/evil.com') })] })], 0);
    expect(evidence[0]?.data.member).toHaveLength(500);
    expect(evidence[0]?.data.member).toMatch(/\/evil\.com$/);
  });

  it('stays below what clients read, whatever the texts', () => {
    const findings = times(2_000, () => aFinding({ member: long(''), description: long('') }));
    const gaps = times(2_000, () => aGap(times(20, () => long(''))));
    const { evidence } = toOutcome([aReport({ findings, gaps })], 0);
    expect(JSON.stringify(evidence).length).toBeLessThan(MAX_ANSWER_BYTES / 4);
    expect(evidence.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['rule', 'more_findings', 'encrypted', 'more_gaps']),
    );
  });
});
