import { describe, expect, it } from 'vitest';
import { parseAudit } from '../../../../scripts/supply-chain/audit-packages.ts';

describe('parseAudit', () => {
  it('names what is known, the worst first', () => {
    const vulnerabilities = { one: { severity: 'low', via: [] }, two: { severity: 'critical' } };
    const known = ['two (critical)', 'one (low)'];
    expect(parseAudit(JSON.stringify({ vulnerabilities }))).toEqual({ kind: 'answered', known });
    expect(parseAudit('{"vulnerabilities":{}}')).toEqual({ kind: 'answered', known: [] });
  });

  it.each([
    ['{"message":"405 Method Not Allowed","statusCode":405}', '405 Method Not Allowed'],
    ['npm could not be started (ENOENT).\n', 'npm could not be started (ENOENT).'],
    ['', 'npm said nothing'],
  ])('never takes %j for an answer', (output, why) => {
    expect(parseAudit(output)).toEqual({ kind: 'unanswered', why });
  });
});
