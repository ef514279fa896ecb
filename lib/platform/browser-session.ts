import browser from 'webextension-polyfill';

const KEY = 'seen';

/** Tells whether this is the first time in a session of the browser that it is asked. */
export type IsNewSession = () => Promise<boolean>;

/** Makes the port. What it notes is in the browser's memory, and goes with the browser, an update or a reload. */
export function createIsNewSession(): IsNewSession {
  const { session } = browser.storage;
  return async () => {
    const isSeen = (await session.get(KEY))[KEY] !== undefined;
    if (!isSeen) await session.set({ [KEY]: true });
    return !isSeen;
  };
}
