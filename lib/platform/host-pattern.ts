/** The match pattern for the host of a web address, which is absolute. A pattern has no port: it covers all of them. */
export function toHostPattern({ protocol, hostname }: URL): string {
  return `${protocol}//${hostname}/*`;
}
