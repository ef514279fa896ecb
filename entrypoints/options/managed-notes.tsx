import { i18n } from '#i18n';
import { Glyph } from '../../components/glyph.tsx';
import type { ReadManaged } from '../../lib/core/managed-policy.ts';
import { faultWords } from '../../lib/i18n/managed-words.ts';

/** What an administrator's policy does here, and what of it could not be taken. Nothing where there is none. */
export function ManagedNotes({ locked, faults, isUnreadable }: ReadManaged) {
  if (locked.size === 0 && faults.length === 0 && !isUnreadable) return null;
  return (
    <div class="managed">
      {locked.size === 0 ? null : (
        <p class="outcome tone unknown">
          <Glyph name="locked" />
          <span>{i18n.t('settings.managed')}</span>
        </p>
      )}
      {isUnreadable ? (
        <p class="outcome tone suspicious">
          <Glyph name="suspicious" />
          <span>{i18n.t('managed.unreadable')}</span>
        </p>
      ) : null}
      {faults.length === 0 ? null : (
        <section class="outcome tone suspicious" aria-label={i18n.t('managed.heading')}>
          <Glyph name="suspicious" />
          <div>
            <p>{i18n.t('managed.intro')}</p>
            <ul>
              {faults.map((fault) => (
                <li key={fault.key}>
                  <code dir="ltr">{fault.key}</code> {faultWords(fault)}
                </li>
              ))}
            </ul>
          </div>
        </section>
      )}
    </div>
  );
}
