import { createCipheriv, createDecipheriv } from 'node:crypto';

const BLOCK = 16;

/** AES-CBC without padding, of whole blocks; what is left over is dropped. */
export function decryptBlocks(key: Uint8Array, iv: Uint8Array, bytes: Uint8Array): Buffer {
  const cipher = createDecipheriv(`aes-${key.length * 8}-cbc`, key, iv).setAutoPadding(false);
  const whole = bytes.subarray(0, bytes.length - (bytes.length % BLOCK));
  return Buffer.concat([cipher.update(whole), cipher.final()]);
}

/** AES-CBC without padding; `bytes` are whole blocks. */
export function encryptBlocks(key: Uint8Array, iv: Uint8Array, bytes: Uint8Array): Buffer {
  const cipher = createCipheriv(`aes-${key.length * 8}-cbc`, key, iv).setAutoPadding(false);
  return Buffer.concat([cipher.update(bytes), cipher.final()]);
}

/** AES-CBC behind its initial vector (ISO 32000-1, 7.6.2); a padding that makes no sense is left where it is. */
export function decryptAes(key: Uint8Array, bytes: Uint8Array): Buffer {
  if (bytes.length < 2 * BLOCK) return Buffer.alloc(0);
  const plain = decryptBlocks(key, bytes.subarray(0, BLOCK), bytes.subarray(BLOCK));
  const padding = plain.at(-1) ?? 0;
  return padding >= 1 && padding <= BLOCK ? plain.subarray(0, plain.length - padding) : plain;
}
