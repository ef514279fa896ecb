/** Which server scans, and the tokens by server: each goes to its own server and nowhere else. */
export type Connection = {
  /** Address without a slash at its end, or null while Sluice is not connected. */
  server: string | null;
  tokens: Readonly<Record<string, string>>;
};

export const NO_CONNECTION: Connection = { server: null, tokens: {} };

/** The token for a server, where one is known. */
export function tokenFor(connection: Connection, server: string): string | undefined {
  return Object.hasOwn(connection.tokens, server) ? connection.tokens[server] : undefined;
}

/** How a token is shown once it is saved: its last four characters, or nothing of a short one. */
export function maskToken(token: string): string {
  return token.length >= 12 ? `…${token.slice(-4)}` : '…';
}
