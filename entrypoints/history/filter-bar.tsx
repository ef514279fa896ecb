import { i18n } from '#i18n';
import { EVERYTHING, type HistoryQuery } from '../../lib/core/history-query.ts';
import { HISTORY_OUTCOMES } from '../../lib/core/history-row.ts';
import { SCAN_ROUTES, SCAN_SOURCES } from '../../lib/core/scan.ts';
import { outcomeWord, routeWord, sourceWord } from '../../lib/i18n/history-words.ts';
import { toDateText, toDayStart } from './day-times.ts';

export type FilterBarProps = { query: HistoryQuery; onSearch: (query: Partial<HistoryQuery>) => void };

/** What of the history is shown, besides the search. */
export function FilterBar({ query, onSearch }: FilterBarProps) {
  const { text, ...filters } = query;
  const { text: _none, ...unfiltered } = EVERYTHING;
  const isFiltered = JSON.stringify({ ...unfiltered, ...filters }) !== JSON.stringify(unfiltered);
  return (
    <search class="filters" aria-label={i18n.t('history.filters')}>
      <Choice
        label={i18n.t('history.outcome')}
        value={query.outcome}
        options={HISTORY_OUTCOMES}
        toWord={outcomeWord}
        onChoose={(outcome) => onSearch({ outcome })}
      />
      <Choice
        label={i18n.t('history.source')}
        value={query.source}
        options={SCAN_SOURCES}
        toWord={sourceWord}
        onChoose={(source) => onSearch({ source })}
      />
      <Choice
        label={i18n.t('history.route')}
        value={query.route}
        options={SCAN_ROUTES}
        toWord={routeWord}
        onChoose={(route) => onSearch({ route })}
      />
      <label>
        {i18n.t('history.site')}
        <input
          class="field site"
          type="text"
          inputMode="url"
          spellcheck={false}
          autocomplete="off"
          dir="auto"
          value={query.site}
          onInput={({ currentTarget }) => onSearch({ site: currentTarget.value })}
        />
      </label>
      <DateField
        label={i18n.t('history.from')}
        value={toDateText(query.from)}
        onChange={(day) => onSearch({ from: toDayStart(day) })}
      />
      <DateField
        label={i18n.t('history.until')}
        value={toDateText(query.until, -1)}
        // The day that is named is meant as a whole.
        onChange={(day) => onSearch({ until: toDayStart(day, 1) })}
      />
      {isFiltered ? (
        <button
          type="button"
          class="button quiet"
          onClick={() => onSearch({ ...EVERYTHING, text, from: undefined, until: undefined })}
        >
          {i18n.t('history.clear')}
        </button>
      ) : null}
    </search>
  );
}

type ChoiceProps<Option extends string> = {
  label: string;
  value: Option | '';
  options: readonly Option[];
  toWord: (option: Option) => string;
  onChoose: (option: Option | '') => void;
};

function Choice<Option extends string>({ label, value, options, toWord, onChoose }: ChoiceProps<Option>) {
  return (
    <label>
      {label}
      <select
        class="field"
        value={value}
        onChange={({ currentTarget }) =>
          onChoose(options.find((option) => option === currentTarget.value) ?? '')
        }
      >
        <option value="">{i18n.t('history.any')}</option>
        {options.map((option) => (
          <option key={option} value={option}>
            {toWord(option)}
          </option>
        ))}
      </select>
    </label>
  );
}

type DateFieldProps = { label: string; value: string; onChange: (day: string) => void };

function DateField({ label, value, onChange }: DateFieldProps) {
  return (
    <label>
      {label}
      <input
        class="field"
        type="date"
        value={value}
        onChange={({ currentTarget }) => onChange(currentTarget.value)}
      />
    </label>
  );
}
