import { serverName } from '../lib/i18n/server-name.ts';

export type StatusChipProps = { server: string | null; hasTrouble: boolean };

/** Which scanner Sluice is connected to, and whether there is trouble with it. */
export function StatusChip({ server, hasTrouble }: StatusChipProps) {
  const tone = server === null ? 'unknown' : hasTrouble ? 'suspicious' : 'clean';
  return (
    <span class={`chip tone ${tone}`} title={server ?? undefined}>
      <i class={hasTrouble ? 'hollow' : ''} />
      <bdi>{serverName(server)}</bdi>
    </span>
  );
}
