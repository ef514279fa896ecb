import { createHash } from 'node:crypto';
import type { Finding } from './engine-report.ts';
import { toFileName } from './to-file-name.ts';
import type { YaraEngine } from './yara-engine.ts';

/** Above it a part is scanned anew: looking at it takes longer than the engine's start, which is what is saved. */
const MAX_BYTES = 100_000;

/**
 * An engine for one sample that looks at equal parts with one name only once, such as a mail that stands in a file of mails
 * a thousand times: the engine takes some 15 ms for each, however small. Keeps nothing of the parts but their findings.
 */
export function rememberScans(engine: Pick<YaraEngine, 'scan'>): Pick<YaraEngine, 'scan'> {
  const known = new Map<string, Finding[]>();

  function scan(bytes: Uint8Array, name: string, member: string | null): Finding[] {
    if (bytes.length > MAX_BYTES) return engine.scan(bytes, name, member);
    // Rules read the name as well.
    const key = `${createHash('sha256').update(bytes).digest('base64')}${toFileName(name)}`;
    const findings = known.get(key) ?? engine.scan(bytes, name, member);
    known.set(key, findings);
    return findings.map((finding) => ({ ...finding, member }));
  }

  return { scan };
}
