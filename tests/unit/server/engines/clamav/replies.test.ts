import { describe, expect, it } from 'vitest';
import { parseClamdAddress, toAddressWords } from '../../../../../server/engines/clamav/clamd-address.ts';
import { parseClamdReply } from '../../../../../server/engines/clamav/clamd-reply.ts';
import { parseClamdVersion } from '../../../../../server/engines/clamav/clamd-version.ts';
import { frameChunks } from '../../../../../server/engines/clamav/frame-chunks.ts';
import { judgeSignature } from '../../../../../server/engines/clamav/judge-signature.ts';

describe('a reply to INSTREAM', () => {
  it.each([
    ['stream: OK', { kind: 'clean' }],
    ['stream: Win.Test.EICAR_HDB-1 FOUND', { kind: 'found', signature: 'Win.Test.EICAR_HDB-1' }],
    ['stream: OK FOUND', { kind: 'found', signature: 'OK' }],
    ['INSTREAM size limit exceeded. ERROR', { kind: 'unread' }],
    ["stream: Can't allocate memory ERROR", { kind: 'error', words: "Can't allocate memory" }],
    ['COMMAND READ TIMED OUT', { kind: 'unknown', words: 'COMMAND READ TIMED OUT' }],
    ['UNKNOWN COMMAND', { kind: 'unknown', words: 'UNKNOWN COMMAND' }],
    ['HTTP/1.1 200 OK', { kind: 'unknown', words: 'HTTP/1.1 200 OK' }],
    ['stream: OK\n', { kind: 'unknown', words: 'stream: OK\n' }],
    ['stream:  FOUND', { kind: 'unknown', words: 'stream:  FOUND' }],
    ['', { kind: 'unknown', words: '' }],
  ])('%j is read as %j', (reply, expected) => {
    expect(parseClamdReply(reply)).toEqual(expected);
  });
});

describe('a reply to VERSION', () => {
  it.each(['1.4.6', '1.4.6/27810/Sat Nov 28 09:11:42 2026', '0.103.12-rc+deb10u1/26000/x'])(
    'keeps %j whole',
    (version) => {
      expect(parseClamdVersion(`ClamAV ${version}`)).toBe(version);
    },
  );

  it.each(['', 'PONG', 'ClamAV', 'ClamAV ', 'SSH-2.0-OpenSSH_9.2', 'ClamAV 1.4.6\n220 hello'])(
    'refuses %j',
    (reply) => {
      expect(() => parseClamdVersion(reply)).toThrow('Not a version');
    },
  );
});

describe('an address of clamd', () => {
  it.each([
    ['unix:/run/clamav/clamd.ctl', { path: '/run/clamav/clamd.ctl' }, '/run/clamav/clamd.ctl'],
    ['unix:///run/clamd.ctl', { path: '/run/clamd.ctl' }, '/run/clamd.ctl'],
    ['/run/clamd.ctl', { path: '/run/clamd.ctl' }, '/run/clamd.ctl'],
    ['tcp://clamav:3310', { host: 'clamav', port: 3310 }, 'clamav:3310'],
    ['10.0.0.7:3310', { host: '10.0.0.7', port: 3310 }, '10.0.0.7:3310'],
    ['tcp://[fd00::1]:3310', { host: 'fd00::1', port: 3310 }, '[fd00::1]:3310'],
  ])('is read from %j', (text, address, words) => {
    expect(parseClamdAddress(text)).toEqual(address);
    expect(toAddressWords(address)).toBe(words);
  });

  it.each([
    '',
    'clamav',
    'tcp://clamav',
    'clamav:0',
    'clamav:65536',
    'http://clamav:3310',
    'unix:clamd.ctl',
    ':3310',
  ])('is not %j', (text) => {
    expect(() => parseClamdAddress(text)).toThrow('unix:/path/of/its/socket or tcp://host:port');
  });
});

describe('the name of a signature', () => {
  it.each([
    ['Win.Test.EICAR_HDB-1', 'malicious', 'malware'],
    ['Unix.Trojan.Mirai-1', 'malicious', 'malware'],
    ['Sanesecurity.Malware.28845.UNOFFICIAL', 'malicious', 'malware'],
    ['PUA.Win.Tool.Packed-1', 'suspicious', 'unwanted'],
    ['Heuristics.Phishing.Email.SpoofedDomain', 'suspicious', 'phishing'],
    ['Heuristics.OLE2.ContainsMacros.VBA', 'suspicious', 'macro'],
    ['Heuristics.Broken.Executable', 'suspicious', 'malformed'],
    ['Heuristics.Structured.CreditCardNumber', 'suspicious', 'sensitive_data'],
    ['Heuristics.XZ.DicSizeLimit', 'suspicious', 'heuristic'],
  ])('%s is %s', (signature, severity, category) => {
    expect(judgeSignature(signature)).toMatchObject({ kind: 'finding', severity, category });
  });

  it.each([
    ['Heuristics.Limits.Exceeded.MaxFileSize', 'limit'],
    ['Heuristics.Limits.Exceeded', 'limit'],
    ['Heuristics.Encrypted.Zip', 'encrypted'],
  ])('%s says that something was not seen', (signature, kind) => {
    expect(judgeSignature(signature)).toEqual({ kind });
  });
});

describe('a sample for INSTREAM', () => {
  it('goes in chunks with their lengths, and ends with an empty one', async () => {
    expect(await frame([Buffer.from('ab'), Buffer.alloc(0), Buffer.from('c')])).toBe(
      '000000026162' + '0000000163' + '00000000',
    );
    expect(await frame([])).toBe('00000000');
  });

  it('is cut where a chunk would be too large', async () => {
    const framed = await frame([Buffer.alloc(1_048_577, 1)]);
    expect(framed.slice(0, 8)).toBe('00100000');
    expect(framed.slice(8 + 2 * 1_048_576)).toBe('00000001' + '01' + '00000000');
  });
});

async function frame(chunks: readonly Uint8Array[]): Promise<string> {
  async function* source(): AsyncGenerator<Uint8Array> {
    yield* chunks;
  }
  return Buffer.concat(await Array.fromAsync(frameChunks(source()))).toString('hex');
}
