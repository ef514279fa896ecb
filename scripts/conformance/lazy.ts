/** Makes a value when it is first asked for, and the same one from then on: a failure is kept as well. */
export function lazy<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => {
    made ??= make();
    return made;
  };
}
