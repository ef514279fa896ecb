import type { ClamdAddress } from './clamd-address.ts';
import type { ClamdLimits } from './clamd-limits.ts';
import { type ClamdReply, parseClamdReply } from './clamd-reply.ts';
import { parseClamdVersion } from './clamd-version.ts';
import { exchange } from './exchange.ts';
import { frameChunks } from './frame-chunks.ts';
import { refusesSize } from './refuses-size.ts';

/** Speaks to one clamd, with a connection for each command. All calls throw as `exchange` does. */
export function createClamdClient(address: ClamdAddress, limits: ClamdLimits) {
  return {
    /** clamd's version with that of its database, as `parseClamdVersion` has it. */
    async version(stop: AbortSignal): Promise<string> {
      return parseClamdVersion(await exchange('VERSION', nothing(), { address, limits, stop }));
    },
    /** Has clamd look at a sample, which is read no faster than clamd takes it. */
    async scan(sample: AsyncIterable<Uint8Array>, stop: AbortSignal): Promise<ClamdReply> {
      return parseClamdReply(await exchange('INSTREAM', frameChunks(sample), { address, limits, stop }));
    },
    /** Whether its StreamMaxLength is below so many bytes. */
    refuses: (bytes: number, stop: AbortSignal): Promise<boolean> =>
      refusesSize(bytes, { address, limits, stop }),
  };
}

async function* nothing(): AsyncGenerator<Uint8Array> {}
