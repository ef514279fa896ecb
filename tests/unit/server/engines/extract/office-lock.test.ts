import { describe, expect, it } from 'vitest';
import { DEFAULT_CONFIG } from '../../../../../server/config.ts';
import { findAgileKey, openField } from '../../../../../server/engines/extract/office-lock/agile-lock.ts';
import { spinPassword, toHash } from '../../../../../server/engines/extract/office-lock/decrypt-office.ts';
import type { AgileInfo } from '../../../../../server/engines/extract/office-lock/encryption-info.ts';
import { oleExtractor } from '../../../../../server/engines/extract/ole/ole-extractor.ts';
import { createUnpackBudget, LimitReached } from '../../../../../server/engines/unpack-budget.ts';
import { makeCompoundFile } from '../../../../fixtures/server/documents/make-compound-file.ts';
import {
  makeAgileDocument,
  makeStandardDocument,
} from '../../../../fixtures/server/documents/make-locked-document.ts';
import { openParts } from './open-parts.ts';

// Three segments, the last of which fills no block.
const CONTENT = Buffer.from('what the document says '.repeat(400));

const HOW =
  'saltValue="AA==" keyBits="128" cipherAlgorithm="AES" cipherChaining="ChainingModeCBC" hashAlgorithm="SHA1"';
const TOO_MANY = `\x04\0\x04\0\x40\0\0\0<keyData ${HOW}/><encryptedKey spinCount="10000001" ${HOW}/>`;

/** What a password locks in an agile document, as Word 2013 has it. */
const lockOf = (
  salt: string,
  { verifierInput = '', verifierHash = '', key = '', spinCount = 100_000 },
): AgileInfo['password'] => ({
  keyBytes: 32,
  mode: 'cbc',
  hash: 'sha512',
  spinCount,
  salt: Buffer.from(salt, 'hex'),
  verifierInput: Buffer.from(verifierInput, 'hex'),
  verifierHash: Buffer.from(verifierHash, 'hex'),
  key: Buffer.from(key, 'hex'),
});

const budget = (now = Date.now) => createUnpackBudget(DEFAULT_CONFIG.unpack, 1_000, now);

/** Opens a document, and returns what it holds or why it holds nothing. */
function open(bytes: Uint8Array, password: string | null): string | undefined {
  const { parts, unopened } = openParts(oleExtractor, bytes, { password });
  return parts.get('decrypted-package') ?? unopened[0]?.reason;
}

describe('an Office document under a password', () => {
  it.each([
    ['as Office 2016 writes it', {}],
    ['under AES-128 and SHA-1', { keyBits: 128, hash: 'SHA1' }],
    ['whose key is longer than its hash', { keyBits: 256, hash: 'SHA1' }],
    ['in feedback mode', { mode: 'CFB' }],
    ['without rounds', { spinCount: 0 }],
  ] as const)('%s is opened by the right one alone', (_what, options) => {
    const bytes = makeAgileDocument(CONTENT, 'Grüße, 世界', options);
    expect(open(bytes, 'Grüße, 世界')).toBe(CONTENT.toString('latin1'));
    expect(open(bytes, 'grüße, 世界')).toBe('encrypted');
    expect(open(bytes, null)).toBe('encrypted');
  });

  it('of Office 2007 is opened by the right one alone', () => {
    const bytes = makeStandardDocument(CONTENT, 'secret');
    expect(open(bytes, 'secret')).toBe(CONTENT.toString('latin1'));
    expect(open(bytes, 'Secret')).toBe('encrypted');
  });

  it.each([null, 'another'])('that Excel knows is opened with %s given', (password) => {
    expect(open(makeAgileDocument(CONTENT, 'VelvetSweatshop'), password)).toBe(CONTENT.toString('latin1'));
  });

  it.each([
    ['without any word of how', ''],
    ['of a scheme that nobody knows', Buffer.from('0400040040000000', 'hex')],
    ['of too many rounds', TOO_MANY],
    ['cut short', Buffer.from('030002002400000060000000', 'hex')],
  ])('%s is told as one that no password opens', (_what, info) => {
    const bytes = makeCompoundFile({ EncryptionInfo: info, EncryptedPackage: Buffer.alloc(5_000, 7) });
    expect(open(bytes, 'secret')).toBe('sealed');
  });

  // Known answers in msoffcrypto-tool's ecma376_agile.py (MIT), of two documents under one password.
  it('has the key that another program finds in it', () => {
    const lock = lockOf('4c725d45dc610f939412a04da7910466', {
      key: 'a16cd5165a7ab9d271113ed386a78cf49692e8e527b0c5fc0055ed080b7cb94b',
    });
    const key = openField(lock, spinPassword(lock, 'Password1234_', budget()), 'key');
    expect(key.toString('hex')).toBe('40206609d9faadf24b076aebf2c435b74292c8b8a7aa81bc679be89711b02ac2');
  });

  it('is opened by the password that another program takes', () => {
    const lock = lockOf('cbca1c999343fbad92075634150034b0', {
      verifierInput: '39eea54e26e514798c284bc7714d38ac',
      verifierHash:
        '14376d6d817334e6b0ff4fd8221a7c678e5d8a784e8f999f4c188930c36a4b29c5b333605b5cd403b05003adcf18cca8cbab8debe373c65604a0becfae5c0ad0',
    });
    const spun = spinPassword(lock, 'Password1234_', budget());
    const input = openField(lock, spun, 'verifierInput');
    expect(openField(lock, spun, 'verifierHash')).toEqual(toHash('sha512', input));
  });

  it('costs no more time than there is', () => {
    let time = 0;
    const late = budget(() => {
      time += 20_000;
      return time;
    });
    const password = lockOf('00', { spinCount: 10_000_000 });
    const info: AgileInfo = { scheme: 'agile', document: password, password };
    expect(() => findAgileKey(info, 'x', late)).toThrow(LimitReached);
  });
});
