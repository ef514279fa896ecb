/** A file that goes to a store, or tells of those that do. */
export type PackedFile = { name: string; bytes: Uint8Array; sha256: string };
