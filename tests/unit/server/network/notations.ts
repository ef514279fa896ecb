import ipaddr from 'ipaddr.js';

const toNumber = (parts: readonly number[]): number => parts.reduce((sum, part) => sum * 256 + part, 0);
const octal = (value: number): string => `0${value.toString(8)}`;
const hex = (value: number): string => `0x${value.toString(16)}`;
const wide = (text: string): string =>
  text.replace(/\d/g, (digit) => String.fromCodePoint(0xff10 + Number(digit)));
const encode = (text: string): string =>
  [...text].map((char) => `%${char.charCodeAt(0).toString(16)}`).join('');

/** The ways to write an IPv4 address that parsers of links take for it (WHATWG URL, 3.5; inet_aton). */
export function toIpv4Notations(bytes: readonly number[]): string[] {
  const [a = 0, b = 0, c = 0, d = 0] = bytes;
  const dotted = bytes.join('.');
  return [
    dotted,
    `${dotted}.`,
    String(toNumber(bytes)),
    hex(toNumber(bytes)),
    octal(toNumber(bytes)),
    bytes.map(octal).join('.'),
    bytes.map(hex).join('.'),
    bytes.map((byte) => `000${octal(byte)}`).join('.'),
    `${a}.${toNumber([b, c, d])}`,
    `${a}.${b}.${toNumber([c, d])}`,
    `${hex(a)}.${octal(b)}.${toNumber([c, d])}`,
    wide(dotted),
    dotted.replaceAll('.', '。'),
    encode(dotted),
    `${encode(String(a))}.${b}.${c}.${d}`,
    `user:word@${dotted}`,
    `example.org@${dotted}`,
  ];
}

/** IPv6 addresses that lead to an address of IPv4: mapped, compatible, translated, or through a tunnel. */
export function toIpv6Carriers(bytes: readonly number[]): string[] {
  const [a = 0, b = 0, c = 0, d = 0] = bytes;
  const word = (high: number, low: number): string => ((high << 8) | low).toString(16);
  const tail = `${word(a, b)}:${word(c, d)}`;
  const inverted = `${word(a ^ 0xff, b ^ 0xff)}:${word(c ^ 0xff, d ^ 0xff)}`;
  return [
    `::ffff:${tail}`,
    `::ffff:${bytes.join('.')}`,
    `0:0:0:0:0:FFFF:${tail.toUpperCase()}`,
    `::${tail}`,
    `::ffff:0:${tail}`,
    `64:ff9b::${tail}`,
    `64:ff9b::${bytes.join('.')}`,
    `64:ff9b:1::${tail}`,
    `2002:${tail}::1`,
    `2001:0:4136:e378:8000:63bf:${inverted}`,
    `2a00:1450:4001::5efe:${tail}`,
    `2a00:1450:4001:0:200:5efe:${tail}`,
  ];
}

/** The ways to write an IPv6 address (RFC 4291, 2.2). */
export function toIpv6Notations(bytes: readonly number[]): string[] {
  const address = ipaddr.fromByteArray([...bytes]);
  const { parts } = ipaddr.IPv6.parse(address.toString());
  const full = parts.map((part) => part.toString(16).padStart(4, '0')).join(':');
  const dotted = bytes.slice(12).join('.');
  return [address.toString(), full, full.toUpperCase(), `${full.split(':').slice(0, 6).join(':')}:${dotted}`];
}
