import type { Connection } from '../../lib/core/connection.ts';

/** A connection to one public scanner with its token. */
export function aConnection(given: Partial<Connection> = {}): Connection {
  return {
    server: 'https://scanner.example.org',
    tokens: { 'https://scanner.example.org': 'test-token-of-example' },
    ...given,
  };
}
