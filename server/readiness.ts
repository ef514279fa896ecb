/**
 * One thing that has to be in order. `look` rejects, or resolves with a reason, where it is not. Without what is not
 * needed scans can be taken and will be finished all the same.
 */
export type ReadinessPart = { name: string; isNeeded: boolean; look: () => Promise<string | null> };

/**
 * What is not in order, as sentences that tell nothing of addresses, paths or secrets: `reasons` why the service is not
 * ready, and `warnings` of what it goes on without.
 */
export type Readiness = { reasons: string[]; warnings: string[] };

export type ReadinessCheck = () => Promise<Readiness>;

/** A part that does not answer by then is not in order, in milliseconds. */
const PATIENCE_MS = 2_000;

/** Looks at all parts at once. */
export function createReadinessCheck(parts: readonly ReadinessPart[]): ReadinessCheck {
  return async () => {
    const looked = await Promise.all(
      parts.map(async (part) => ({ isNeeded: part.isNeeded, words: await lookAt(part) })),
    );
    const found = looked.flatMap(({ isNeeded, words }) => (words === null ? [] : [{ isNeeded, words }]));
    const [reasons, warnings] = [true, false].map((isNeeded) =>
      found.filter((fault) => fault.isNeeded === isNeeded).map(({ words }) => words),
    );
    return { reasons: reasons ?? [], warnings: warnings ?? [] };
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
