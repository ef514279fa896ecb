import { serverName } from '../lib/i18n/server-name.ts';

export type StatusChipProps = {
  server: string | null;
  hasTrouble: boolean;
  /** Nothing is sent yet, since nobody has agreed: neither good nor bad. */
  isWaiting?: boolean;
};

/** Which scanner Sluice is connected to, and whether there is trouble with it. */
export function StatusChip({ server, hasTrouble, isWaiting = false }: StatusChipProps) {
  const isIdle = server === null || isWaiting;
  const tone = isIdle ? 'unknown' : hasTrouble ? 'suspicious' : 'clean';
  return (
    <span class={`chip tone ${tone}`} title={server ?? undefined}>
      <i class={isIdle || hasTrouble ? 'hollow' : ''} />
      <bdi>{serverName(server)}</bdi>
    </span>
  );
}
