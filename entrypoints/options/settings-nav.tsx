import { i18n } from '#i18n';
import { SECTIONS, type SectionName } from './sections.ts';

const PATHS: Record<SectionName, string> = {
  connection: 'M5 8h6M6.5 4.5H5a3.5 3.5 0 0 0 0 7h1.5m3-7H11a3.5 3.5 0 0 1 0 7H9.5',
  downloads: 'M8 2v8m0 0L4.8 6.8M8 10l3.2-3.2M2.5 13.5h11',
  lists: 'M6 4h7.5M6 8h7.5M6 12h7.5M2.5 4h.1m-.1 4h.1m-.1 4h.1',
  privacy: 'M8 1.8 13 4v4c0 3-2 5.2-5 6.2C5 13.2 3 11 3 8V4z',
  notifications: 'M3.5 11.5V7a4.5 4.5 0 0 1 9 0v4.5l1 .5h-11zM6.5 14h3',
  appearance: 'M8 2.4a5.6 5.6 0 1 0 .01 0zM8 2.4v11.2',
  shortcuts: 'M1.8 4h12.4v8H1.8zM4.5 6.5h.1m2.4 0h.1m2.4 0h.1m1.9 0h.1M5 9.7h6',
  data: 'M2.5 4c0-1 2.5-1.8 5.5-1.8s5.5.8 5.5 1.8-2.5 1.8-5.5 1.8S2.5 5 2.5 4zm0 0v8c0 1 2.5 1.8 5.5 1.8s5.5-.8 5.5-1.8V4m-11 4c0 1 2.5 1.8 5.5 1.8s5.5-.8 5.5-1.8',
};

export type SettingsNavProps = { current: SectionName };

/** The way to each part of the settings. */
export function SettingsNav({ current }: SettingsNavProps) {
  return (
    <nav class="sections" aria-label={i18n.t('settings.nav')}>
      <ul>
        {SECTIONS.map((name) => (
          <li key={name}>
            <a href={`#${name}`} aria-current={name === current ? 'page' : undefined}>
              <svg width="16" height="16" viewBox="0 0 16 16" aria-hidden="true">
                <path d={PATHS[name]} />
              </svg>
              {i18n.t(`settings.${name}`)}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
