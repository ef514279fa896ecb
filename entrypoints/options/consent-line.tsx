import { useEffect, useState } from 'preact/hooks';
import { ConsentNeeded } from '../../components/consent-needed.tsx';
import type { ConsentStore } from '../../lib/storage/consent-store.ts';

export type ConsentLineProps = {
  consents: Pick<ConsentStore, 'load' | 'subscribe'>;
  /** Opens the page that says what is sent. */
  onRead: () => void;
};

/** What stands above the settings until somebody has agreed that anything is sent. */
export function ConsentLine({ consents, onRead }: ConsentLineProps) {
  const [isNeeded, setNeeded] = useState(false);
  useEffect(() => {
    const look = () => void consents.load().then((consent) => setNeeded(consent === undefined));
    look();
    return consents.subscribe(look);
  }, [consents]);
  return isNeeded ? <ConsentNeeded onRead={onRead} /> : null;
}
