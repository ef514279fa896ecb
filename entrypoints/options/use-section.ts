import { useEffect, useState } from 'preact/hooks';
import { type SectionName, toSection } from './sections.ts';

/** The part of the settings that the page's address names now. */
export function useSection(): SectionName {
  const [section, setSection] = useState(() => toSection(location.hash));
  useEffect(() => {
    const follow = () => setSection(toSection(location.hash));
    window.addEventListener('hashchange', follow);
    // It may have changed since the page was drawn: effects come a frame later.
    follow();
    return () => window.removeEventListener('hashchange', follow);
  }, []);
  return section;
}
