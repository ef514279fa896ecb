import * as v from 'valibot';

/** Speaks the DevTools protocol with a browser, which watches nothing of it but what is asked for. */
export type CdpClient = {
  /**
   * Sends a command, to the browser or to a target that was attached to.
   * @throws Error with the browser's own words where it refuses, or where the connection ends
   */
  send: (method: string, params?: object, sessionId?: string) => Promise<unknown>;
  /** Hears of every event from now on. */
  onEvent: (listener: (event: CdpEvent) => void) => void;
  close: () => void;
};

export type CdpEvent = { method: string; params?: unknown };

const Version = v.object({ webSocketDebuggerUrl: v.string() });
const Answer = v.object({
  id: v.number(),
  result: v.optional(v.unknown()),
  error: v.optional(v.object({ message: v.string() })),
});
const Message = v.pipe(
  v.string(),
  v.parseJson(),
  v.union([Answer, v.object({ method: v.string(), params: v.optional(v.unknown()) })]),
);

type Pending = { resolve: (result: unknown) => void; reject: (error: Error) => void };

/**
 * Connects. Playwright attaches to every worker, and a worker that is attached to is never stopped: where that counts,
 * this is what is left.
 * @param endpoint such as `http://127.0.0.1:9222`
 */
export async function connectCdp(endpoint: string): Promise<CdpClient> {
  const version = await fetch(new URL('/json/version', endpoint));
  const { webSocketDebuggerUrl } = v.parse(Version, await version.json());
  const socket = new WebSocket(webSocketDebuggerUrl);
  const pending = new Map<number, Pending>();
  const listeners: ((event: CdpEvent) => void)[] = [];
  let lastId = 0;
  await new Promise((resolve, reject) => {
    socket.addEventListener('open', resolve, { once: true });
    socket.addEventListener('error', () => reject(new Error(`Nobody answers at ${webSocketDebuggerUrl}.`)));
  });
  socket.addEventListener('close', () => {
    for (const { reject } of pending.values()) reject(new Error('The browser ended the connection.'));
  });
  socket.addEventListener('message', ({ data }) => {
    const message = v.parse(Message, data);
    if ('id' in message) return settle(pending, message);
    for (const listener of listeners) listener(message);
  });
  return {
    send(method, params = {}, sessionId) {
      lastId += 1;
      const id = lastId;
      socket.send(JSON.stringify({ id, method, params, sessionId }));
      return new Promise((resolve, reject) => {
        const refuse = ({ message }: Error) => reject(new Error(`${method}: ${message}`));
        pending.set(id, { resolve, reject: refuse });
      });
    },
    onEvent: (listener) => void listeners.push(listener),
    close: () => socket.close(),
  };
}

function settle(pending: Map<number, Pending>, { id, result, error }: v.InferOutput<typeof Answer>): void {
  const waiting = pending.get(id);
  pending.delete(id);
  if (error === undefined) waiting?.resolve(result);
  else waiting?.reject(new Error(error.message));
}
