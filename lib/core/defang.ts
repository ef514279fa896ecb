/** An address that nothing makes a link of, and nobody opens by mistake: `hxxps://files[.]example[.]org/a.exe`. */
export function defang(address: string): string {
  const [, scheme = '', host = '', rest = ''] = /^(\w+:\/\/)?([^/?#]*)(.*)$/s.exec(address) ?? [];
  return scheme.replace(/^http/i, 'hxxp') + host.replaceAll('.', '[.]') + rest;
}
