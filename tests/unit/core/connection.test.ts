import { expect, test } from 'vitest';
import { maskToken, NO_CONNECTION, tokenFor } from '../../../lib/core/connection.ts';
import { aConnection } from '../../factories/connection-factory.ts';

test('a token is known for its own server only', () => {
  const connection = aConnection({ tokens: { 'https://one.example': 'one', 'https://two.example': 'two' } });
  expect(tokenFor(connection, 'https://one.example')).toBe('one');
  expect(tokenFor(connection, 'https://one.example/')).toBeUndefined();
  expect(tokenFor(connection, 'https://one.example.evil.example')).toBeUndefined();
  expect(tokenFor(NO_CONNECTION, 'https://one.example')).toBeUndefined();
});

test.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty'])(
  'a server called %s has no token by inheritance',
  (server) => {
    expect(tokenFor(aConnection(), server)).toBeUndefined();
  },
);

test('a token is shown by its end', () => {
  expect(maskToken('0123456789ab')).toBe('…89ab');
});

test.each(['', 'a', '0123456789a'])('nothing is shown of the short token "%s"', (token) => {
  expect(maskToken(token)).toBe('…');
});
