import { i18n } from '#i18n';
import type { Permission } from '../../lib/platform/permission.ts';
import { AccessRow } from './access-row.tsx';

export type AccessSettingsProps = {
  sites: Permission;
  /** undefined where the browser has no such thing. */
  files: Permission | undefined;
};

/** What Sluice may read beyond what every download needs. */
export function AccessSettings({ sites, files }: AccessSettingsProps) {
  return (
    <section class="panel" aria-label={i18n.t('access.heading')}>
      <h2>{i18n.t('access.heading')}</h2>
      <AccessRow title={i18n.t('access.sites')} text={i18n.t('access.sitesText')} permission={sites} />
      {files === undefined ? null : (
        <AccessRow
          title={i18n.t('access.files')}
          text={i18n.t('access.filesText')}
          steps={i18n.t('access.filesHow')}
          permission={files}
        />
      )}
    </section>
  );
}
