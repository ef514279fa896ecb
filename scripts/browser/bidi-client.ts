import * as v from 'valibot';

/** Speaks WebDriver BiDi with one browser: https://w3c.github.io/webdriver-bidi/ */
export type BidiClient = {
  /**
   * Sends a command and waits for its answer.
   * @throws Error with the browser's own words where it refuses, or where the connection ends
   */
  send: (method: string, params: object) => Promise<unknown>;
  close: () => void;
};

/** Longest wait for one answer, in ms: a browser that has hung must not hang its tests. */
const ANSWER_PATIENCE_MS = 120_000;

const Answer = v.pipe(
  v.string(),
  v.parseJson(),
  v.union([
    v.object({ type: v.literal('success'), id: v.number(), result: v.unknown() }),
    v.object({
      type: v.literal('error'),
      id: v.nullable(v.number()),
      error: v.string(),
      message: v.string(),
    }),
  ]),
);

type Pending = { resolve: (result: unknown) => void; reject: (error: Error) => void };

/**
 * Connects and begins a session.
 * @param address such as `ws://127.0.0.1:9222/session`
 */
export async function connectBidi(address: string): Promise<BidiClient> {
  const socket = new WebSocket(address);
  const pending = new Map<number, Pending>();
  let nextId = 1;
  let isClosed = false;
  const endAll = () => {
    isClosed = true;
    for (const { reject } of pending.values()) reject(new Error('The browser ended the connection.'));
    pending.clear();
  };
  socket.addEventListener('message', ({ data }) => settle(pending, data));
  socket.addEventListener('close', endAll);
  await opened(socket, address);
  const send = (method: string, params: object): Promise<unknown> => {
    if (isClosed) return Promise.reject(new Error(`${method}: the browser has ended the connection.`));
    const id = nextId++;
    socket.send(JSON.stringify({ id, method, params }));
    return answered(pending, id, method);
  };
  await send('session.new', { capabilities: {} });
  return { send, close: () => socket.close() };
}

function opened(socket: WebSocket, address: string): Promise<void> {
  return new Promise((resolve, reject) => {
    socket.addEventListener('open', () => resolve(), { once: true });
    socket.addEventListener('error', () => reject(new Error(`Nobody answers at ${address}.`)), {
      once: true,
    });
  });
}

function answered(pending: Map<number, Pending>, id: number, method: string): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const end = () => {
      clearTimeout(timer);
      pending.delete(id);
    };
    const timer = setTimeout(() => {
      end();
      reject(new Error(`${method}: the browser gave no answer.`));
    }, ANSWER_PATIENCE_MS);
    pending.set(id, {
      resolve(result) {
        end();
        resolve(result);
      },
      reject({ message }) {
        end();
        reject(new Error(`${method}: ${message}`));
      },
    });
  });
}

function settle(pending: Map<number, Pending>, data: unknown): void {
  const answer = v.safeParse(Answer, data);
  // Events, of which none is asked for, are no answers.
  if (!answer.success || answer.output.id === null) return;
  const { output } = answer;
  const waiting = pending.get(answer.output.id);
  if (output.type === 'success') waiting?.resolve(output.result);
  else waiting?.reject(new Error(`${output.error}: ${output.message}`));
}
