import type { Attack } from './attack.ts';
import { type EndedScan, submitFile } from './submit-file.ts';

export type FileAttack = {
  name: string;
  make: () => Uint8Array | Promise<Uint8Array>;
  /** Where the file hides a virus in plain sight: it has to be found. */
  isInfected?: boolean;
};

/** An attack by a file, which must not end as clean, and must say why. */
export function toFileAttack({ name, make, isInfected = false }: FileAttack): Attack {
  return {
    name,
    async run(scanner) {
      const bytes = await make();
      const scan = await submitFile(scanner, bytes, 'hostile.bin');
      const { verbose_verdict: verdict, evidence } = scan;
      if (verdict === 'CLN' || evidence.length === 0) throw new Error(`ended as ${verdict}`);
      if (isInfected && verdict !== 'MAL') throw new Error(`ended as ${verdict} instead of MAL`);
      if (evidence.some((entry) => entry.name === 'engine_failed')) throw new Error(toWords(scan));
      return `${(bytes.length / 1e6).toFixed(3)} MB sent; ${toWords(scan)}`;
    },
  };
}

/** The verdict and the kinds of its evidence, each once. */
function toWords({ verbose_verdict: verdict, evidence }: EndedScan): string {
  const kinds = evidence.map(({ name, data }) => {
    const detail = data.limit ?? data.cause;
    return typeof detail === 'string' ? `\`${name}\` (${detail})` : `\`${name}\``;
  });
  return `${verdict ?? 'no verdict'}: ${[...new Set(kinds)].join(', ')}`;
}
