/**
 * An address that nothing takes for a link any more, such as `hxxps://files[.]example[.]org/setup.exe`: the addresses
 * within it neither.
 */
export function toDefangedAddress(address: string): string {
  const defanged = address
    .replace(/(?<=:[\\/]{2})[^\\/?#\s]*/g, (host) => host.replaceAll('.', '[.]'))
    .replace(/(h)tt(ps?:[\\/]{2})/gi, '$1xx$2');
  return /^hxxps?:/i.test(defanged) ? defanged : defanged.replace(':', '[:]');
}
