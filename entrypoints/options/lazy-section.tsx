import type { ComponentType } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { i18n } from '#i18n';

export type LazySectionProps<Props> = { load: () => Promise<ComponentType<Props>>; of: Props };

/** A part of the settings whose code is read only when somebody goes there. */
export function LazySection<Props extends object>({ load, of }: LazySectionProps<Props>) {
  const [Section, setSection] = useState<ComponentType<Props>>();
  const [hasFailed, setFailed] = useState(false);
  useEffect(() => {
    load().then(
      (loaded) => setSection(() => loaded),
      // An update took the files from under a page that stayed open.
      () => setFailed(true),
    );
  }, []);
  if (hasFailed) return <p role="alert">{i18n.t('settings.notLoaded')}</p>;
  return Section === undefined ? null : <Section {...of} />;
}
