/** With what the address of our own delivery ends, which tells whose it is: it is no part of the bytes' address. */
export function toDeliveryMark(id: string): string {
  return `#${id}`;
}

/** Whose delivery an address is. What is none of ours gives something that is no id. */
export function idOfDelivery(address: string): string {
  return address.split('#').at(-1) ?? '';
}
