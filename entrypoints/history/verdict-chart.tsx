import { useMemo } from 'preact/hooks';
import { i18n } from '#i18n';
import type { HistoryRow } from '../../lib/core/history-row.ts';
import {
  OUTCOME_KINDS,
  type OutcomeKind,
  toVerdictPeriods,
  type VerdictPeriod,
} from '../../lib/core/verdict-periods.ts';
import { countWords } from '../../lib/i18n/history-words.ts';
import { createPeriodWords } from '../../lib/i18n/period-words.ts';

const BAR = 20;
const GAP = 6;
const HEIGHT = 96;

/** How the scans that are shown came out over time, as bars and as a table. */
export function VerdictChart({ rows }: { rows: readonly HistoryRow[] }) {
  const { unit, periods } = useMemo(() => toVerdictPeriods(rows), [rows]);
  const toWords = createPeriodWords(unit);
  const most = Math.max(1, ...periods.map(totalOf));
  return (
    <section class="chart" aria-label={i18n.t('chart.title')}>
      <svg
        class="bars"
        role="img"
        aria-label={i18n.t('chart.bars')}
        width={periods.length * (BAR + GAP)}
        height={HEIGHT}
        viewBox={`0 0 ${periods.length * (BAR + GAP)} ${HEIGHT}`}
      >
        {periods.map((period, index) => (
          <g key={period.start} transform={`translate(${index * (BAR + GAP)} 0)`}>
            <title>{`${toWords(period.start)}: ${countWords(totalOf(period))}`}</title>
            {toPieces(period, most).map(({ kind, top, height }) => (
              <rect key={kind} class={kind} y={top} width={BAR} height={height} />
            ))}
          </g>
        ))}
      </svg>
      <ul class="legend">
        {OUTCOME_KINDS.map((kind) => (
          <li key={kind} class={kind}>
            {i18n.t(`outcomeKind.${kind}`)}
          </li>
        ))}
      </ul>
      <details>
        <summary>{i18n.t('chart.table')}</summary>
        <table>
          <thead>
            <tr>
              <th scope="col">{i18n.t(`chart.${unit}`)}</th>
              {OUTCOME_KINDS.map((kind) => (
                <th key={kind} scope="col">
                  {i18n.t(`outcomeKind.${kind}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {periods.map((period) => (
              <tr key={period.start}>
                <th scope="row">{toWords(period.start)}</th>
                {OUTCOME_KINDS.map((kind) => (
                  <td key={kind}>{countWords(period[kind])}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </section>
  );
}

function totalOf(period: VerdictPeriod): number {
  return OUTCOME_KINDS.reduce((sum, kind) => sum + period[kind], 0);
}

/** The pieces of a bar, the worst on top. One scan is seen, however many there are of another kind. */
function toPieces(period: VerdictPeriod, most: number): { kind: OutcomeKind; top: number; height: number }[] {
  let bottom = HEIGHT;
  return OUTCOME_KINDS.toReversed().flatMap((kind) => {
    if (period[kind] === 0) return [];
    const height = Math.max(2, (period[kind] / most) * (HEIGHT - 8));
    bottom -= height;
    return { kind, top: bottom, height };
  });
}
