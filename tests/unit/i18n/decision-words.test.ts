import { expect, test } from 'vitest';
import type { DownloadDecision } from '../../../lib/core/decide-download.ts';
import { decisionWords } from '../../../lib/i18n/decision-words.ts';

const rule = { kind: 'host', host: '*.example.org', why: 'Ours.' } as const;
const route = { route: 'link', because: 'plain-link' } as const;

test.each<[DownloadDecision, string, string]>([
  [{ do: 'ignore', because: 'mode-off' }, 'as if Sluice were not there', 'Off'],
  [{ do: 'ignore', because: 'no-consent' }, 'as if Sluice were not there', 'not agreed'],
  [{ do: 'pass', because: 'allow-rule', rule }, 'let through', 'Never scan: Host *.example.org. Ours.'],
  [{ do: 'pass', because: 'private-host' }, 'let through', 'private network'],
  [{ do: 'pass', because: 'local-file' }, 'let through', 'this machine'],
  [{ do: 'pass', because: 'too-large' }, 'let through', 'too large'],
  [{ do: 'hold', route }, 'held', 'its address'],
  [{ do: 'scan', route: { route: 'bytes', because: 'policy' } }, 'scanned', 'as you chose'],
  [{ do: 'scan', route, rule }, 'scanned', 'nothing is refused: Host *.example.org. Ours.'],
  [{ do: 'ask', because: 'block-rule', rule }, 'asked', 'Always refuse: Host *.example.org. Ours.'],
  [{ do: 'refuse', because: 'too-large' }, 'refused', 'too large'],
])('%j is said with its reason', (decision, what, why) => {
  const words = decisionWords(decision);
  expect(words.what).toContain(what);
  expect(words.why).toContain(why);
});
