/**
 * Waits for something, but not for ever.
 * @param what in words, for the error: `the scanner to …`
 * @throws Error where it takes longer than `timeoutMs`, and what `waited` throws
 */
export async function within<T>(timeoutMs: number, what: string, waited: Promise<T>): Promise<T> {
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(
    () => late.reject(new Error(`Waited ${timeoutMs / 1_000} s in vain for ${what}.`)),
    timeoutMs,
  );
  try {
    return await Promise.race([waited, late.promise]);
  } finally {
    clearTimeout(timer);
  }
}
