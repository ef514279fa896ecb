import type { Scan } from '../lib/core/scan.ts';
import type { Verdict } from '../lib/core/verdict.ts';

/** The shapes that go with a word: a verdict is always colour, shape and word together. */
export type GlyphName = Verdict | 'running' | 'sending' | 'waiting' | 'not-scanned' | 'locked';

const PATHS: Record<GlyphName, string> = {
  clean: 'm3 8.5 3.2 3.2L13 4.8',
  malicious: 'M5.2 1.8h5.6l3.4 3.4v5.6l-3.4 3.4H5.2l-3.4-3.4V5.2zM5.7 5.7l4.6 4.6m0-4.6-4.6 4.6',
  suspicious: 'M8 2.2 14.3 13H1.7zM8 6.4v3M8 11.2v.1',
  restricted: 'M8 2.4a5.6 5.6 0 1 0 .01 0zM4.2 4.2l7.6 7.6',
  spam: 'M2 4h12v8.5H2zM2 4.6l6 4.6 6-4.6',
  unknown: 'M6 6.2a2 2 0 1 1 2.8 1.9c-.6.3-.8.7-.8 1.4M8 11.7v.1',
  running: 'M7 2.8a4.2 4.2 0 1 0 .01 0zM10.2 10.2l3.3 3.3',
  sending: 'M8 13.5v-9m0 0L5 7.5m3-3 3 3M2.5 2h11',
  waiting: 'M8 2.4a5.6 5.6 0 1 0 .01 0zM8 5v3.2l2.2 1.4',
  'not-scanned': 'M8 2.4a5.6 5.6 0 1 0 .01 0zM5.6 8h4.8',
  locked:
    'M4.2 7h7.6a1.2 1.2 0 0 1 1.2 1.2v4.1a1.2 1.2 0 0 1-1.2 1.2H4.2A1.2 1.2 0 0 1 3 12.3V8.2A1.2 1.2 0 0 1 4.2 7zM5.2 7V5a2.8 2.8 0 0 1 5.6 0v2',
};

const TONES: Record<GlyphName, string> = {
  clean: 'clean',
  malicious: 'malicious',
  suspicious: 'suspicious',
  restricted: 'malicious',
  spam: 'suspicious',
  unknown: 'unknown',
  running: 'running',
  sending: 'running',
  waiting: 'suspicious',
  'not-scanned': 'unknown',
  locked: 'suspicious',
};

/** The glyph that a scan is shown with. */
export function glyphOf(scan: Scan): GlyphName {
  switch (scan.state) {
    case 'queued':
    case 'submitting':
      return 'sending';
    case 'polling':
      return 'running';
    case 'waiting-to-submit':
    case 'waiting-to-poll':
      return 'waiting';
    case 'needs-bytes':
    case 'withheld':
    case 'failed':
      return 'not-scanned';
    case 'done':
      return scan.verdict ?? 'unknown';
  }
}

/** The class that gives a row and its glyph their colour. */
export function toneOf(glyph: GlyphName): string {
  return TONES[glyph];
}

export function Glyph({ name }: { name: GlyphName }) {
  return (
    <span class="glyph">
      <svg width="16" height="16" viewBox="0 0 16 16" aria-hidden="true">
        <path d={PATHS[name]} />
      </svg>
    </span>
  );
}
