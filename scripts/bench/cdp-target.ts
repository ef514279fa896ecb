import * as v from 'valibot';
import type { CdpClient } from './connect-cdp.ts';

/** A page or a worker that was attached to. */
export type CdpTarget = {
  send: (method: string, params?: object) => Promise<unknown>;
  /** Runs a function there, with one argument that goes as JSON. */
  evaluate: <Argument>(act: (argument: Argument) => unknown, argument: Argument) => Promise<unknown>;
  /** Bytes of the scripts' memory, with what stands beside the heap for them: buffers. Garbage counts until it is collected. */
  readHeap: () => Promise<number>;
};

const Targets = v.object({
  targetInfos: v.array(v.object({ targetId: v.string(), type: v.string(), url: v.string() })),
});
const Attached = v.object({ sessionId: v.string() });
const Evaluated = v.object({
  result: v.object({ value: v.optional(v.unknown()) }),
  exceptionDetails: v.optional(v.object({ text: v.string() })),
});
const Heap = v.object({ usedSize: v.number(), backingStorageSize: v.optional(v.number(), 0) });

/**
 * Attaches to the first target whose address contains a text: a worker that is attached to is not stopped.
 * @returns undefined where there is none
 */
export async function attachToTarget(cdp: CdpClient, address: string): Promise<CdpTarget | undefined> {
  const { targetInfos } = v.parse(Targets, await cdp.send('Target.getTargets'));
  const target = targetInfos.find(({ url }) => url.includes(address));
  if (target === undefined) return undefined;
  const { targetId } = target;
  const { sessionId } = v.parse(
    Attached,
    await cdp.send('Target.attachToTarget', { targetId, flatten: true }),
  );
  const send = (method: string, params?: object) => cdp.send(method, params, sessionId);
  return {
    send,
    async evaluate(act, argument) {
      const expression = `(${act.toString()})(${JSON.stringify(argument)})`;
      const options = { expression, awaitPromise: true, returnByValue: true };
      const { result, exceptionDetails } = v.parse(Evaluated, await send('Runtime.evaluate', options));
      if (exceptionDetails !== undefined) throw new Error(exceptionDetails.text);
      return result.value;
    },
    async readHeap() {
      const { usedSize, backingStorageSize } = v.parse(Heap, await send('Runtime.getHeapUsage'));
      return usedSize + backingStorageSize;
    },
  };
}
