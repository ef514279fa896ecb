/**
 * A text with what stands between two markers replaced.
 * @param name of the markers, such as `bench` for the lines `<!-- bench -->` and `<!-- /bench -->`
 * @throws Error where the text has no such markers
 */
export function replaceBetween(text: string, name: string, middle: string): string {
  const [begin, end] = [`<!-- ${name} -->`, `<!-- /${name} -->`];
  const from = text.indexOf(begin);
  const to = text.indexOf(end, from);
  if (from === -1 || to === -1)
    throw new Error(`There are no lines "${begin}" and "${end}" to write between.`);
  return `${text.slice(0, from + begin.length)}\n\n${middle}\n\n${text.slice(to)}`;
}
