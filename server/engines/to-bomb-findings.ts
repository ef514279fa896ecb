import type { Finding, Gap } from './engine-report.ts';

/**
 * One finding where something was not unpacked to its end because it grows out of all proportion: whatever else is in
 * it, nobody packs such a file by accident.
 */
export function toBombFindings(gaps: readonly Gap[]): Finding[] {
  if (gaps.every(({ data }) => data.limit !== 'ratio')) return [];
  return [
    {
      rule: 'Decompression_Bomb',
      description: 'It unpacks to far more than its size, as a decompression bomb does.',
      severity: 'suspicious',
      category: 'decompression_bomb',
      reference: 'https://cwe.mitre.org/data/definitions/409.html',
      confidence: 60,
      member: null,
      offsets: [],
    },
  ];
}
