/** Whole megabytes, in words. */
export function toMegabytes(bytes: number): string {
  return `${Math.round(bytes / 1_000_000)} MB`;
}
