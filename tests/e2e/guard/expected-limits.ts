import type { Limit } from './limit.ts';

/** What Chromium makes impossible. */
export const EXPECTED_LIMITS: readonly Limit[] = [
  {
    applies: ({ flavour, kind }) => flavour === 'built' && (kind === 'post' || kind === 'one-time'),
    why: 'Without access to files, nothing can read what the browser got of a site that gives it once only.',
    instead:
      'nobody scans it, the person is asked, and it stands under its marked name whatever they choose.',
    end: 'marked → marked',
    isExposed: false,
  },
];
