/** One thing that has to be in order. Rejects, or resolves with a reason, where it is not. */
export type ReadinessPart = { name: string; look: () => Promise<string | null> };

/** What is not in order, as sentences that tell nothing of addresses, paths or secrets. */
export type ReadinessCheck = () => Promise<string[]>;

/** A part that does not answer by then is not in order, in milliseconds. */
const PATIENCE_MS = 2_000;

/** Looks at all parts at once. */
export function createReadinessCheck(parts: readonly ReadinessPart[]): ReadinessCheck {
  return async () => {
    const reasons = await Promise.all(parts.map(lookAt));
    return reasons.filter((reason) => reason !== null);
  };
}

async function lookAt({ name, look }: ReadinessPart): Promise<string | null> {
  const late = Promise.withResolvers<string>();
  const timer = setTimeout(() => late.resolve(`The ${name} does not answer.`), PATIENCE_MS);
  try {
    return await Promise.race([look(), late.promise]);
  } catch {
    return `The ${name} cannot be used.`;
  } finally {
    clearTimeout(timer);
  }
}
