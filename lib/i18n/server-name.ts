import { i18n } from '#i18n';
import { isLoopbackHost } from '../core/host-rules.ts';
import { regionOf } from '../core/server-address.ts';

/** A server's short name for people: the vendor's region, "Local scanner", else its host. */
export function serverName(server: string | null | undefined): string {
  if (server == null) return i18n.t('server.none');
  const region = regionOf(server);
  if (region !== undefined) return i18n.t(`server.${region}`);
  const { hostname, host } = new URL(server);
  return isLoopbackHost(hostname) ? i18n.t('server.local') : host;
}
