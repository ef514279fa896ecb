import type { Page } from '@playwright/test';

/** The part of `chrome` that is used inside the extension's page. */
declare const chrome: {
  storage: Record<'local' | 'session', { get: (keys: null) => Promise<Record<string, unknown>> }>;
};

/** Everything that the extension keeps, as one text: its databases with their files, and its storage areas. */
export function readStoredText(extensionPage: Page): Promise<string> {
  return extensionPage.evaluate(async () => {
    const toResult = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
    const toText = async (value: unknown): Promise<string> => {
      if (value instanceof Blob) return value.text();
      if (Array.isArray(value)) return (await Promise.all(value.map(toText))).join('\n');
      if (typeof value !== 'object' || value === null) return String(value);
      return toText(Object.entries(value).flat());
    };
    const texts = await Promise.all(
      (['local', 'session'] as const).map(async (area) => toText(await chrome.storage[area].get(null))),
    );
    for (const { name = '' } of await indexedDB.databases()) {
      const database = await toResult(indexedDB.open(name));
      for (const store of database.objectStoreNames)
        texts.push(
          `${store}:`,
          await toText(await toResult(database.transaction(store).objectStore(store).getAll())),
        );
      database.close();
    }
    return texts.join('\n');
  });
}
