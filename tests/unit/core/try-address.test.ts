import { expect, test } from 'vitest';
import { type TriedDownload, tryAddress } from '../../../lib/core/try-address.ts';
import { aPolicy } from '../../factories/policy-factory.ts';

const FACTS = { server: 'https://scanner.example.org', hasConsent: true, maxBytes: 500 };

function attempt(given: Partial<TriedDownload>, policy = aPolicy(), facts = FACTS) {
  return tryAddress(policy, { address: 'https://files.example.org/setup.exe', name: '', ...given }, facts);
}

test('an address goes through the decisions of a real download', () => {
  expect(attempt({})).toEqual({
    ok: true,
    address: 'https://files.example.org/setup.exe',
    name: 'setup.exe',
    decision: { do: 'hold', route: { route: 'link', because: 'plain-link' } },
  });
  const block = [{ kind: 'ending', ending: 'exe', why: 'No programs.' }] as const;
  expect(attempt({}, aPolicy({ block }))).toMatchObject({ decision: { do: 'refuse', rule: block[0] } });
  expect(attempt({ name: 'notes.txt' }, aPolicy({ block }))).toMatchObject({ decision: { do: 'hold' } });
  expect(attempt({ size: 501 })).toMatchObject({ decision: { do: 'ask', because: 'too-large' } });
  expect(attempt({}, aPolicy(), { ...FACTS, hasConsent: false })).toMatchObject({
    decision: { do: 'ignore', because: 'no-consent' },
  });
});

test.each([
  ['files.example.org/a.zip', 'https://files.example.org/a.zip'],
  ['localhost:8080/a.zip', 'https://localhost:8080/a.zip'],
  ['  http://example.org/  ', 'http://example.org/'],
  ['blob:https://example.org/1b9d', 'blob:https://example.org/1b9d'],
  ['data:text/plain,x', 'data:text/plain,x'],
])('%s is taken for %s', (address, taken) => {
  expect(attempt({ address })).toMatchObject({ ok: true, address: taken });
});

test.each(['', '   ', 'no address', 'https://', 'http://a b/'])('"%s" is no address', (address) => {
  expect(attempt({ address })).toEqual({ ok: false });
});
