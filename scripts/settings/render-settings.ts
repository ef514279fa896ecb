import { optionOf } from '../../server/cli-options.ts';
import { createConfigSchema } from '../../server/config/config-schema.ts';
import { toVariable } from '../../server/config/environment.ts';
import { listSettings, type Setting } from '../../server/config/list-settings.ts';

const HEAD = ['setting', 'default', 'option', 'variable', 'meaning'];

/** The table of all settings in docs/settings.md, from the schema that checks them. */
export function renderSettings(): string {
  const settings = listSettings(createConfigSchema({ env: {}, folder: null }));
  const rows = [HEAD, ...settings.map(toCells)];
  const widths = HEAD.map((_, column) => Math.max(...rows.map((cells) => cells[column]?.length ?? 0)));
  const [head = '', ...rest] = rows.map((cells) =>
    toLine(cells.map((cell, at) => cell.padEnd(widths[at] ?? 0))),
  );
  return [head, toLine(widths.map((width) => '-'.repeat(width))), ...rest].join('\n');
}

const toLine = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;

function toCells(setting: Setting): string[] {
  const { key, path, preset, about, secret } = setting;
  const option = optionOf(path);
  const variable = `\`${toVariable(path)}\`${secret ? ', or `…_FILE`' : ''}`;
  return [
    `\`${key}\``,
    `\`${JSON.stringify(preset)}\``,
    option === null ? '' : `\`${option}\``,
    variable,
    about,
  ];
}
