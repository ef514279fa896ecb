/** Some fields of a shape; what is undefined is not among them. */
export type Overlay<T extends object> = { readonly [Key in keyof T]?: T[Key] | undefined };

/** The base with what lies over it. */
export function overlay<T extends object>(base: T, over: Overlay<T>): T {
  const merged = { ...base };
  for (const key in over) {
    const value = over[key];
    if (value !== undefined) merged[key] = value;
  }
  return merged;
}

/** What is to be kept as one's own: `changed`, but for the fields that something lies over, which stay as they are in `own`. */
export function keepCovered<T extends object>(changed: T, own: T, over: Overlay<T>): T {
  const kept = { ...changed };
  for (const key in over) if (over[key] !== undefined) kept[key] = own[key];
  return kept;
}
