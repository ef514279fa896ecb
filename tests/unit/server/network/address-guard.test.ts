import type { LookupAddress, LookupOptions } from 'node:dns';
import { describe, expect, it } from 'vitest';
import { createAddressGuard, type Resolve } from '../../../../server/network/address-guard.ts';
import { AddressRefusedError } from '../../../../server/network/address-refused-error.ts';
import { aPolicy } from './own-policy.ts';

const PUBLIC: LookupAddress[] = [
  { address: '93.185.0.1', family: 4 },
  { address: '2a00:1450::9', family: 6 },
];

/** What a socket hears of a name: an error, or what it was answered. */
function lookUp(resolve: Resolve, options: LookupOptions = { all: true }): Promise<unknown[]> {
  const { lookup } = createAddressGuard(aPolicy(), resolve);
  return new Promise((done) => lookup('files.example.org', options, (...heard) => done(heard)));
}

const answers =
  (...all: LookupAddress[]): Resolve =>
  async () =>
    all;
const fails =
  (code: string): Resolve =>
  async () =>
    Promise.reject(Object.assign(new Error('x'), { code }));

describe('a lookup', () => {
  it('answers with public addresses as a socket asked for them', async () => {
    expect(await lookUp(answers(...PUBLIC))).toEqual([null, PUBLIC]);
    expect(await lookUp(answers(...PUBLIC), {})).toEqual([null, '93.185.0.1', 4]);
  });

  it.each([
    ['an answer inside', answers(...PUBLIC, { address: '10.0.0.7', family: 4 }), /10\.0\.0\.7/],
    ['no answer', answers(), /no address/],
    ['an unknown name', fails('ENOTFOUND'), /^ENOTFOUND$/],
    ['a name without addresses', fails('ENODATA'), /^ENOTFOUND$/],
  ])('fails for %s, in words that do not tell which it is', async (_what, resolve, reason) => {
    const [error] = await lookUp(resolve);
    expect(error).toBeInstanceOf(AddressRefusedError);
    expect(error).toMatchObject({
      code: 'address_not_allowed',
      transient: false,
      message: expect.stringMatching(/^Its host is unknown, or stands in a network/),
      reason: expect.stringMatching(reason),
    });
  });

  it('hands on the faults of a resolver, which may pass', async () => {
    expect(await lookUp(fails('EAI_AGAIN'))).toMatchObject([{ code: 'EAI_AGAIN' }, '']);
  });
});

describe('a host that is an address', () => {
  const { requireAllowed } = createAddressGuard(aPolicy(), fails('ENOTFOUND'));

  it('is refused where it stands inside', () => {
    for (const host of ['10.0.0.7', '[::1]', '::1'])
      expect(() => requireAllowed(host)).toThrow(AddressRefusedError);
  });

  it('passes where it is public, and so does any name', () => {
    for (const host of ['93.185.0.1', '[2a00:1450::9]', 'localhost', 'files.example.org'])
      expect(() => requireAllowed(host)).not.toThrow();
  });
});
