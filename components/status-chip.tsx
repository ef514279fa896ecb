import type { Problem } from '../lib/core/problem.ts';
import { serverName } from '../lib/i18n/server-name.ts';

export type StatusChipProps = { server: string | null; trouble: Problem | undefined };

/** Which scanner Sluice is connected to, and whether there is trouble with it. */
export function StatusChip({ server, trouble }: StatusChipProps) {
  const tone = server === null ? 'unknown' : trouble === undefined ? 'clean' : 'suspicious';
  return (
    <span class={`chip tone ${tone}`} title={server ?? undefined}>
      <i class={trouble === undefined ? '' : 'hollow'} />
      <bdi>{serverName(server)}</bdi>
    </span>
  );
}
