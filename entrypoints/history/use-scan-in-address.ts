import { useEffect, useState } from 'preact/hooks';

/** The scan whose details are open, by the page's address (`#scan=…`), so that others can link to it and "back" closes it. */
export function useScanInAddress(): [id: string | undefined, open: (id: string | undefined) => void] {
  const [id, setId] = useState(readAddress);
  useEffect(() => {
    const onChange = () => setId(readAddress());
    addEventListener('hashchange', onChange);
    return () => removeEventListener('hashchange', onChange);
  }, []);
  return [
    id,
    (next) => {
      location.hash = next === undefined ? '' : `scan=${encodeURIComponent(next)}`;
    },
  ];
}

function readAddress(): string | undefined {
  return new URLSearchParams(location.hash.slice(1)).get('scan') ?? undefined;
}
