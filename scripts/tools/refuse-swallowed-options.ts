import { findSwallowedOption } from './find-swallowed-option.ts';
import { refuseOptions } from './refuse-options.ts';

/** Ends the process where npm has kept an option for itself: the command would do something else than was meant. */
export function refuseSwallowedOptions(
  usage: string,
  names: readonly string[],
  args: readonly string[],
): void {
  const swallowed = findSwallowedOption(names, args, process.env);
  if (swallowed === undefined) return;
  refuseOptions(usage, `npm has kept ${swallowed} for itself: write "--" once, before all options`);
}
