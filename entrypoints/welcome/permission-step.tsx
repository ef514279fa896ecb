import { i18n } from '#i18n';
import type { Permission } from '../../lib/platform/permission.ts';
import { AccessRow } from '../options/access-row.tsx';

export type WelcomePermissions = {
  hold: Permission;
  /** To read what sites give to this person only. */
  sites: Permission;
  /** In Firefox, holding takes more leave, over which the person is asked. */
  isFirefox: boolean;
};

export type PermissionStepProps = {
  permissions: WelcomePermissions;
  /** The policy that holds wants downloads held. */
  wantsHold: boolean;
  onGoOn: () => void;
};

/** What the browser may let Sluice do besides, each with its reason. None is needed to scan. */
export function PermissionStep({ permissions, wantsHold, onGoOn }: PermissionStepProps) {
  const { hold, sites, isFirefox } = permissions;
  return (
    <>
      <p class="intro">{i18n.t('welcome.permissionsIntro')}</p>
      <div class="access">
        {wantsHold ? (
          <AccessRow
            title={i18n.t('guard.hold')}
            text={i18n.t(isFirefox ? 'welcome.holdFirefox' : 'welcome.holdChromium')}
            permission={hold}
          />
        ) : null}
        <AccessRow title={i18n.t('access.sites')} text={i18n.t('access.sitesText')} permission={sites} />
      </div>
      <p class="hint">{i18n.t('welcome.notifications')}</p>
      <p class="buttons">
        <button type="button" class="button" onClick={onGoOn}>
          {i18n.t('welcome.goOn')}
        </button>
      </p>
    </>
  );
}
