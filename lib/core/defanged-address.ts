/** An address that nothing takes for a link any more, such as `hxxps://files[.]example[.]org/setup.exe`. */
export function toDefangedAddress(address: string): string {
  const found = /^(h)tt(ps?:\/\/)([^/?#]*)(.*)$/is.exec(address);
  if (found === null) return address.replace(':', '[:]');
  const [, start = '', scheme = '', host = '', rest = ''] = found;
  return `${start}xx${scheme}${host.replaceAll('.', '[.]')}${rest}`;
}
