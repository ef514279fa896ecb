import { createCipheriv, createHash, pbkdf2Sync, randomBytes } from 'node:crypto';
import { crc32 } from 'node:zlib';

export type RarOptions = {
  /** Null for an archive that is not encrypted. */
  password: string | null;
  /** Encrypts the list of members as well. */
  header?: boolean;
  /** Leaves out the check value of the password and the checksums, so that nothing tells a wrong password. */
  unproven?: boolean;
};

/** log2 of the rounds of PBKDF2: as low as the format allows, since tests need no strength. */
const ROUNDS = 1;
const SIGNATURE = Buffer.from('526172211a070100', 'hex');

/**
 * Packs members as RAR 5 without compression (https://www.rarlab.com/technote.htm). No free program makes such archives,
 * so this is for tests alone.
 */
export function makeRar(members: { [name: string]: Uint8Array }, options: RarOptions): Buffer {
  const { password, header = false, unproven = false } = options;
  const lock = password === null ? null : createLock(password, unproven);
  const wrap = header && lock !== null ? lock.wrapHeader : (block: Buffer): Buffer => block;
  const files = Object.entries(members).flatMap(([name, bytes]) => {
    const iv = randomBytes(16);
    const data = lock === null ? Buffer.from(bytes) : lock.encrypt(bytes, iv);
    return [wrap(toFileHeader(name, bytes, data.length, lock?.toRecord(iv) ?? null, unproven)), data];
  });
  const first = header && lock !== null ? [toBlock(4, 0, lock.facts)] : [];
  return Buffer.concat([
    SIGNATURE,
    ...first,
    wrap(toBlock(1, 0, vint(0))),
    ...files,
    wrap(toBlock(5, 0, vint(0))),
  ]);
}

function createLock(password: string, unproven: boolean) {
  const salt = randomBytes(16);
  const derive = (extra: number): Buffer => pbkdf2Sync(password, salt, 2 ** ROUNDS + extra, 32, 'sha256');
  const key = derive(0);
  const fold = Buffer.alloc(8);
  derive(32).forEach((byte, at) => {
    fold[at % 8] = (fold[at % 8] ?? 0) ^ byte;
  });
  const check = unproven
    ? Buffer.alloc(0)
    : Buffer.concat([fold, createHash('sha256').update(fold).digest().subarray(0, 4)]);
  const head = Buffer.concat([vint(0), vint(unproven ? 0 : 1), Buffer.from([ROUNDS]), salt]);
  const encrypt = (bytes: Uint8Array, iv: Buffer): Buffer => {
    const cipher = createCipheriv('aes-256-cbc', key, iv).setAutoPadding(false);
    const padding = Buffer.alloc((16 - (bytes.length % 16)) % 16);
    return Buffer.concat([cipher.update(bytes), cipher.update(padding), cipher.final()]);
  };
  return {
    encrypt,
    facts: Buffer.concat([head, check]),
    toRecord: (iv: Buffer): Buffer => Buffer.concat([head, iv, check]),
    wrapHeader: (block: Buffer): Buffer => {
      const iv = randomBytes(16);
      return Buffer.concat([iv, encrypt(block, iv)]);
    },
  };
}

function toFileHeader(
  name: string,
  bytes: Uint8Array,
  packedSize: number,
  record: Buffer | null,
  unproven: boolean,
): Buffer {
  const checksum = Buffer.alloc(unproven ? 0 : 4);
  if (!unproven) checksum.writeUInt32LE(crc32(bytes));
  const path = Buffer.from(name);
  const stored = [vint(0), vint(1), vint(path.length), path];
  const fields = [vint(unproven ? 0 : 4), vint(bytes.length), vint(0o644), checksum, ...stored];
  const body = record === null ? Buffer.alloc(0) : Buffer.concat([vint(1), record]);
  const extra = record === null ? body : Buffer.concat([vint(body.length), body]);
  const sizes = record === null ? [vint(packedSize)] : [vint(extra.length), vint(packedSize)];
  return toBlock(2, record === null ? 2 : 3, Buffer.concat([...sizes, ...fields, extra]));
}

function toBlock(type: number, flags: number, rest: Buffer): Buffer {
  const content = Buffer.concat([vint(type), vint(flags), rest]);
  const sized = Buffer.concat([vint(content.length), content]);
  const checksum = Buffer.alloc(4);
  checksum.writeUInt32LE(crc32(sized));
  return Buffer.concat([checksum, sized]);
}

/** Seven bits a byte, lowest first; the eighth says that more follow. */
function vint(value: number): Buffer {
  const bytes = [];
  for (let left = value; left >= 128; left = Math.floor(left / 128)) bytes.push((left % 128) + 128);
  return Buffer.from([...bytes, Math.floor(value / 128 ** bytes.length)]);
}
