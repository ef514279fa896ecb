const WAVE = 'c1.8 0 1.8 1.4 3.7 1.4s1.8-1.4 3.6-1.4 1.9 1.4 3.7 1.4';
const WATER = `M6.5 16.2${WAVE}M6.5 19.6${WAVE}`;

/** The mark: a sluice gate over water. Decoration only, the name stands beside it. */
export function Mark({ size }: { size: number }) {
  return (
    <svg class="mark" width={size} height={size} viewBox="0 0 24 24" aria-hidden="true">
      <rect class="post" x="2.5" y="3" width="3" height="18" rx="1.5" />
      <rect class="post" x="18.5" y="3" width="3" height="18" rx="1.5" />
      <rect class="gate" x="7" y="4" width="10" height="8.5" rx="1.6" />
      <path class="water" d={WATER} />
    </svg>
  );
}
