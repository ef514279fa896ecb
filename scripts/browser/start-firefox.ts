import { type ChildProcess, spawn } from 'node:child_process';
import { type BidiClient, connectBidi } from './bidi-client.ts';

/** A Firefox that runs, and the connection to it. */
export type StartedFirefox = {
  client: BidiClient;
  /** Ends it at once, as a crash would, and waits until all its processes are gone. */
  kill: () => Promise<void>;
};

const START_PATIENCE_MS = 60_000;
const LISTENING = /WebDriver BiDi listening on (ws:\S+)/;
const WORDS_KEPT = 2_000;

/**
 * Starts a headless Firefox under a profile.
 * @throws Error that says what to do, with the browser's last words; nothing is left running then
 */
export async function startFirefox(path: string, profile: string): Promise<StartedFirefox> {
  const args = ['--headless', '--no-remote', '--remote-debugging-port=0', '--remote-allow-system-access'];
  const child = spawn(path, [...args, '--profile', profile], {
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { ...process.env, MOZ_CRASHREPORTER_DISABLE: '1' },
  });
  // The processes of its tabs hold the pipe too: it is closed when the last of them is gone.
  const gone = new Promise<void>((resolve) => void child.once('close', () => resolve()));
  const killNow = () => void child.kill('SIGKILL');
  process.once('exit', killNow);
  const kill = async () => {
    process.off('exit', killNow);
    killNow();
    await gone;
  };
  try {
    const address = await listeningAddress(child);
    return { client: await connectBidi(`${address}/session`), kill };
  } catch (error) {
    const words = error instanceof Error ? error.message : String(error);
    await kill();
    throw new Error(
      `The browser ${path} did not start. Name another one with SLUICE_FIREFOX=/path/to/firefox.\n${words}`,
      { cause: error },
    );
  }
}

/** Reads the browser's talk until it says where it listens, and goes on reading, since a full pipe would stop it. */
function listeningAddress(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let words = '';
    const timer = setTimeout(() => reject(new Error(`It said:\n${words}`)), START_PATIENCE_MS);
    child.once('error', reject);
    child.once('close', () => reject(new Error(`It ended, and said:\n${words}`)));
    child.stderr?.on('data', (chunk: Buffer) => {
      words = (words + chunk.toString()).slice(-WORDS_KEPT);
      const address = LISTENING.exec(words)?.[1];
      if (address === undefined) return;
      clearTimeout(timer);
      resolve(address);
    });
  });
}
