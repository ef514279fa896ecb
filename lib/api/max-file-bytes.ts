/** Most bytes that the service takes of one file: "500 MB" of the specification, read as 500 * 10^6. */
export const MAX_FILE_BYTES = 500_000_000;
