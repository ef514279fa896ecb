import { type IpNetwork, parseNetwork } from './ip-network.ts';

/** Networks that are written in this code. @throws Error for one that is not a network. */
export function toNetworks(texts: readonly string[]): IpNetwork[] {
  return texts.map((text) => {
    const network = parseNetwork(text);
    if (network === null) throw new Error(`${text} is not a network`);
    return network;
  });
}
